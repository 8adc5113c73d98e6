package dev.madang.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.madang.notification.template.Mail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeduplicatedMailSenderTests {

  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
  private static final Duration CLAIM_DURATION = Duration.ofSeconds(20);
  private static final EmailProperties PROPERTIES =
      new EmailProperties(
          "deliveries", "hello@madang.example", CLAIM_DURATION, Duration.ofSeconds(10));
  private static final Mail MAIL = new Mail("Subject", "text", "<p>html</p>");

  private final List<String> sent = new ArrayList<>();
  private final DeliveryLog log = new MemoryDeliveryLog();

  @Test
  void sendsAMail() {
    sendAt(NOW);

    assertThat(sent).containsExactly("kim@example.com");
  }

  @Test
  void sendsNothingForADuplicate() {
    sendAt(NOW);
    sendAt(NOW);
    sendAt(NOW.plus(Duration.ofDays(365)));

    assertThat(sent).hasSize(1);
  }

  @Test
  void failsWhileAnotherSenderHasTheClaim() {
    log.claim("welcome#kim", NOW, NOW.plus(CLAIM_DURATION));

    assertThatExceptionOfType(SendInProgress.class).isThrownBy(() -> sendAt(NOW));
    assertThat(sent).isEmpty();
  }

  @Test
  void sendsAfterTheClaimOfACrashedSenderExpired() {
    log.claim("welcome#kim", NOW, NOW.plus(CLAIM_DURATION));

    sendAt(NOW.plus(CLAIM_DURATION));

    assertThat(sent).hasSize(1);
  }

  @Test
  void sendsAfterTheClaimOfAFailedAttemptExpired() {
    MailSender failing =
        (address, mail) -> {
          throw new IllegalStateException("SES is down");
        };
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> sender(log, failing, NOW).send("welcome#kim", "a@b.c", MAIL));

    sendAt(NOW.plus(CLAIM_DURATION));

    assertThat(sent).hasSize(1);
  }

  /** The known gap: SES has accepted the mail, and we crash before it is recorded. */
  @Test
  void sendsTwiceAfterACrashBetweenSendingAndRecording() {
    DeliveryLog crashingBeforeItRecords =
        new DeliveryLog() {
          @Override
          public Claim claim(String mail, Instant now, Instant until) {
            return log.claim(mail, now, until);
          }

          @Override
          public void markSent(String mail, String messageId, Instant now) {
            throw new IllegalStateException("crash");
          }

          @Override
          public boolean exists(String mail) {
            return log.exists(mail);
          }

          @Override
          public void delete(String mail) {
            log.delete(mail);
          }
        };
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            sender(crashingBeforeItRecords, this::send, NOW)
                .send("welcome#kim", "kim@example.com", MAIL));

    sendAt(NOW.plus(CLAIM_DURATION));
    sendAt(NOW.plus(CLAIM_DURATION).plus(CLAIM_DURATION));

    assertThat(sent).hasSize(2);
  }

  @Test
  void rejectsAClaimDurationShorterThanTheTimeout() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new EmailProperties("deliveries", "a@b.c", CLAIM_DURATION, CLAIM_DURATION));
  }

  private void sendAt(Instant time) {
    sender(log, this::send, time).send("welcome#kim", "kim@example.com", MAIL);
  }

  private static DeduplicatedMailSender sender(DeliveryLog log, MailSender mails, Instant time) {
    return new DeduplicatedMailSender(log, mails, PROPERTIES, Clock.fixed(time, ZoneOffset.UTC));
  }

  private String send(String address, Mail mail) {
    sent.add(address);
    return "ses-" + sent.size();
  }
}
