package dev.madang.notification.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every {@link DeliveryLog}. */
abstract class DeliveryLogContract {

  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123Z");
  private static final Instant EXPIRY = NOW.plusSeconds(20);

  private final String mail = "test#" + UUID.randomUUID();

  abstract DeliveryLog log();

  @Test
  void grantsTheFirstClaim() {
    assertThat(log().claim(mail, NOW, EXPIRY)).isEqualTo(new Claim.Granted());
  }

  @Test
  void refusesAClaimedMail() {
    log().claim(mail, NOW, EXPIRY);

    assertThat(log().claim(mail, EXPIRY.minusMillis(1), EXPIRY.plusSeconds(20)))
        .isEqualTo(new Claim.ClaimedByOther(EXPIRY));
  }

  @Test
  void grantsAnExpiredClaimAgain() {
    log().claim(mail, NOW, EXPIRY);

    var later = EXPIRY.plusSeconds(20);
    assertThat(log().claim(mail, EXPIRY, later)).isEqualTo(new Claim.Granted());
    assertThat(log().claim(mail, EXPIRY, later)).isEqualTo(new Claim.ClaimedByOther(later));
  }

  @Test
  void aSentMailStaysSent() {
    log().claim(mail, NOW, EXPIRY);
    log().markSent(mail, "ses-1", NOW);

    var muchLater = NOW.plusSeconds(1_000_000);
    assertThat(log().claim(mail, muchLater, muchLater.plusSeconds(20)))
        .isEqualTo(new Claim.AlreadySent());
  }

  @Test
  void aMailSentAfterItsClaimExpiredStaysSent() {
    log().claim(mail, NOW, EXPIRY);
    log().claim(mail, EXPIRY, EXPIRY.plusSeconds(20));
    log().markSent(mail, "ses-1", EXPIRY);

    assertThat(log().claim(mail, EXPIRY.plusSeconds(20), EXPIRY.plusSeconds(40)))
        .isEqualTo(new Claim.AlreadySent());
  }

  @Test
  void aDeletedRecordCanBeClaimedAgain() {
    assertThat(log().exists(mail)).isFalse();
    log().claim(mail, NOW, EXPIRY);
    log().markSent(mail, "ses-1", NOW);
    assertThat(log().exists(mail)).isTrue();

    log().delete(mail);
    log().delete(mail);

    assertThat(log().exists(mail)).isFalse();
    assertThat(log().claim(mail, NOW, EXPIRY)).isEqualTo(new Claim.Granted());
  }

  @Test
  void mailsAreClaimedIndependently() {
    log().claim(mail, NOW, EXPIRY);

    assertThat(log().claim(mail + "-other", NOW, EXPIRY)).isEqualTo(new Claim.Granted());
  }

  @Test
  void grantsOneOfManyConcurrentClaims() {
    var claims =
        IntStream.range(0, 8).parallel().mapToObj(_ -> log().claim(mail, NOW, EXPIRY)).toList();

    assertThat(claims).filteredOn(new Claim.Granted()::equals).hasSize(1);
    assertThat(claims).filteredOn(new Claim.ClaimedByOther(EXPIRY)::equals).hasSize(7);
  }
}
