package dev.madang.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.madang.notification.message.Mail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnceDeliveryTests {

  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
  private static final Duration LEASE = Duration.ofSeconds(20);
  private static final DeliveryProperties PROPERTIES =
      new DeliveryProperties("mails", "hello@madang.example", LEASE, Duration.ofSeconds(10));
  private static final Mail MAIL = new Mail("Subject", "text", "<p>html</p>");

  private final List<String> sent = new ArrayList<>();
  private final DeliveryLog log = new MemoryDeliveryLog();

  @Test
  void aMailIsSent() {
    deliverAt(NOW);

    assertThat(sent).containsExactly("kim@example.com");
  }

  @Test
  void aDoubleSendsNothing() {
    deliverAt(NOW);
    deliverAt(NOW);
    deliverAt(NOW.plus(Duration.ofDays(365)));

    assertThat(sent).hasSize(1);
  }

  @Test
  void whileAnotherIsSendingTheMessageComesAgain() {
    log.claim("welcome#kim", NOW, NOW.plus(LEASE));

    assertThatExceptionOfType(ClaimedElsewhere.class).isThrownBy(() -> deliverAt(NOW));
    assertThat(sent).isEmpty();
  }

  @Test
  void whoDiedBeforeSendingIsReplacedWhenTheLeaseIsOver() {
    log.claim("welcome#kim", NOW, NOW.plus(LEASE));

    deliverAt(NOW.plus(LEASE));

    assertThat(sent).hasSize(1);
  }

  @Test
  void aRefusedMailIsTriedAgainWhenTheLeaseIsOver() {
    Mails refusing =
        (address, mail) -> {
          throw new IllegalStateException("SES is down");
        };
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> delivery(log, refusing, NOW).deliver("welcome#kim", "a@b.c", MAIL));

    deliverAt(NOW.plus(LEASE));

    assertThat(sent).hasSize(1);
  }

  /** The one gap, by name: SES has accepted the mail, and we end before we record it. */
  @Test
  void theGapWhoDiesBetweenSendingAndRecordingCausesASecondMail() {
    DeliveryLog dyingBeforeItRecords =
        new DeliveryLog() {
          @Override
          public Claim claim(String mail, Instant now, Instant until) {
            return log.claim(mail, now, until);
          }

          @Override
          public void sent(String mail, String messageId, Instant now) {
            throw new IllegalStateException("killed");
          }

          @Override
          public boolean knows(String mail) {
            return log.knows(mail);
          }

          @Override
          public void forget(String mail) {
            log.forget(mail);
          }
        };
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            delivery(dyingBeforeItRecords, this::send, NOW)
                .deliver("welcome#kim", "kim@example.com", MAIL));

    deliverAt(NOW.plus(LEASE));
    deliverAt(NOW.plus(LEASE).plus(LEASE));

    assertThat(sent).hasSize(2);
  }

  @Test
  void aLeaseThatSendingMayOutlastIsAMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeliveryProperties("mails", "a@b.c", LEASE, LEASE));
  }

  private void deliverAt(Instant time) {
    delivery(log, this::send, time).deliver("welcome#kim", "kim@example.com", MAIL);
  }

  private static OnceDelivery delivery(DeliveryLog log, Mails mails, Instant time) {
    return new OnceDelivery(log, mails, PROPERTIES, Clock.fixed(time, ZoneOffset.UTC));
  }

  private String send(String address, Mail mail) {
    sent.add(address);
    return "ses-" + sent.size();
  }
}
