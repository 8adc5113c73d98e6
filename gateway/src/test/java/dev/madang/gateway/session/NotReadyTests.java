package dev.madang.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.gateway.session.UserService.Page;
import dev.madang.gateway.session.UserService.Revocation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

class NotReadyTests {

  private static final Clock CLOCK = Clock.systemUTC();

  private boolean away = true;
  private final RevokedTokenValidator revoked = new RevokedTokenValidator(CLOCK);
  private final RevocationPoller revocations = new RevocationPoller(this::answer, revoked, CLOCK);

  @Test
  void theGatewayIsNotReadyBeforeItWasToldEverything() {
    assertThat(revocations.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    revocations.ask();
    assertThat(revocations.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);

    away = false;
    revocations.ask();

    assertThat(revocations.health().getStatus()).isEqualTo(Status.UP);
    assertThat(revoked.size()).isEqualTo(3);
  }

  private Mono<Page> answer(@org.jspecify.annotations.Nullable String after) {
    if (away) {
      return Mono.error(new IllegalStateException("nobody there"));
    }
    var page = after == null ? 1 : Integer.parseInt(after) + 1;
    var session = new Revocation("session-" + page, null, null, Instant.MAX);
    return Mono.just(new Page(List.of(session), Integer.toString(page), page < 3));
  }
}
