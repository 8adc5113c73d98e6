package dev.madang.notification.email;

import dev.madang.notification.template.Mail;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends each mail once, in spite of duplicate requests and crashes: a mail is claimed before it is
 * sent and recorded afterwards.
 *
 * <p>One gap remains, because SES has no idempotency key. If the service crashes after SES has
 * accepted the mail and before the record is written, the mail is sent again. We prefer a duplicate
 * mail to a lost one.
 */
@Component
class DeduplicatedMailSender {

  private static final Logger LOG = LoggerFactory.getLogger(DeduplicatedMailSender.class);

  private final DeliveryLog log;
  private final MailSender mails;
  private final Duration claimDuration;
  private final Clock clock;

  DeduplicatedMailSender(
      DeliveryLog log, MailSender mails, EmailProperties properties, Clock clock) {
    this.log = log;
    this.mails = mails;
    this.claimDuration = properties.claimDuration();
    this.clock = clock;
  }

  /**
   * Returns when the mail is sent, now or earlier.
   *
   * @param id the same for each attempt to send the same mail
   * @throws SendInProgress if another sender has claimed it; retry when its claim has expired
   */
  void send(String id, String address, Mail mail) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    switch (log.claim(id, now, now.plus(claimDuration))) {
      case Claim.Granted() -> sendClaimed(id, address, mail);
      case Claim.AlreadySent() -> LOG.info("Duplicate: mail {} is already sent", id);
      case Claim.ClaimedByOther(var until) -> throw new SendInProgress(id, until);
    }
  }

  boolean exists(String id) {
    return log.exists(id);
  }

  /** Deletes the record of a mail whose user is deleted. */
  void delete(String id) {
    log.delete(id);
  }

  private void sendClaimed(String id, String address, Mail mail) {
    var messageId = mails.send(address, mail);
    // The gap: after a crash here the mail is sent a second time.
    log.markSent(id, messageId, clock.instant());
    LOG.info("Sent mail {} with message id {}", id, messageId);
  }
}
