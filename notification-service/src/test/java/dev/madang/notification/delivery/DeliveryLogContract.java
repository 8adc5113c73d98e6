package dev.madang.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every delivery log promises. */
abstract class DeliveryLogContract {

  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123Z");
  private static final Instant LAPSE = NOW.plusSeconds(20);

  private final String mail = "test#" + UUID.randomUUID();

  abstract DeliveryLog log();

  @Test
  void theFirstClaimIsGranted() {
    assertThat(log().claim(mail, NOW, LAPSE)).isEqualTo(new Claim.Granted());
  }

  @Test
  void aClaimKeepsOthersAway() {
    log().claim(mail, NOW, LAPSE);

    assertThat(log().claim(mail, LAPSE.minusMillis(1), LAPSE.plusSeconds(20)))
        .isEqualTo(new Claim.HeldByAnother(LAPSE));
  }

  @Test
  void aLapsedClaimIsTakenOver() {
    log().claim(mail, NOW, LAPSE);

    var later = LAPSE.plusSeconds(20);
    assertThat(log().claim(mail, LAPSE, later)).isEqualTo(new Claim.Granted());
    assertThat(log().claim(mail, LAPSE, later)).isEqualTo(new Claim.HeldByAnother(later));
  }

  @Test
  void whatIsSentStaysSent() {
    log().claim(mail, NOW, LAPSE);
    log().sent(mail, "ses-1", NOW);

    var muchLater = NOW.plusSeconds(1_000_000);
    assertThat(log().claim(mail, muchLater, muchLater.plusSeconds(20)))
        .isEqualTo(new Claim.SentBefore());
  }

  @Test
  void whatIsSentByOneWhoseClaimLapsedStaysSent() {
    log().claim(mail, NOW, LAPSE);
    log().claim(mail, LAPSE, LAPSE.plusSeconds(20));
    log().sent(mail, "ses-1", LAPSE);

    assertThat(log().claim(mail, LAPSE.plusSeconds(20), LAPSE.plusSeconds(40)))
        .isEqualTo(new Claim.SentBefore());
  }

  @Test
  void whatIsForgottenIsAsIfItHadNeverBeen() {
    assertThat(log().knows(mail)).isFalse();
    log().claim(mail, NOW, LAPSE);
    log().sent(mail, "ses-1", NOW);
    assertThat(log().knows(mail)).isTrue();

    log().forget(mail);
    log().forget(mail);

    assertThat(log().knows(mail)).isFalse();
    assertThat(log().claim(mail, NOW, LAPSE)).isEqualTo(new Claim.Granted());
  }

  @Test
  void ofMailsEachHasItsOwnClaim() {
    log().claim(mail, NOW, LAPSE);

    assertThat(log().claim(mail + "-other", NOW, LAPSE)).isEqualTo(new Claim.Granted());
  }

  @Test
  void ofManyAtOnceOneIsGranted() {
    var claims =
        IntStream.range(0, 8).parallel().mapToObj(_ -> log().claim(mail, NOW, LAPSE)).toList();

    assertThat(claims).filteredOn(new Claim.Granted()::equals).hasSize(1);
    assertThat(claims).filteredOn(new Claim.HeldByAnother(LAPSE)::equals).hasSize(7);
  }
}
