package dev.madang.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.gateway.session.UserService.Revocation;
import dev.madang.gateway.session.UserService.RevocationPage;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class ReadinessTests {

  private static final Clock CLOCK = Clock.systemUTC();

  private boolean unavailable = true;
  private final RevokedTokenValidator revoked = new RevokedTokenValidator();
  private final RevocationPoller revocations = new RevocationPoller(this::response, revoked, CLOCK);

  @Test
  void isReadyAfterTheFirstCompletePoll() {
    assertThat(revocations.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    revocations.poll();
    assertThat(revocations.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);

    unavailable = false;
    revocations.poll();

    assertThat(revocations.health().getStatus()).isEqualTo(Status.UP);
    assertThat(revoked.size()).isEqualTo(3);
  }

  private RevocationPage response(@Nullable String cursor, int limit) {
    if (unavailable) {
      throw new IllegalStateException("unavailable");
    }
    var page = cursor == null ? 1 : Integer.parseInt(cursor) + 1;
    var session =
        new Revocation("session-" + page, null, null, null, CLOCK.instant().plusSeconds(3600));
    return new RevocationPage(List.of(session), Integer.toString(page), page < 3);
  }
}
