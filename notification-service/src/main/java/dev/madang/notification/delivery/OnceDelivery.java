package dev.madang.notification.delivery;

import dev.madang.notification.message.Mail;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends a mail once, however often it is asked to and whoever dies meanwhile: the mail is claimed
 * before it is sent and recorded after.
 *
 * <p>One gap is left, because SES knows no idempotency. When SES has accepted a mail and we end
 * before the record is written, nobody can tell whether it was sent; it is sent again. Better two
 * mails than none.
 */
@Component
class OnceDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(OnceDelivery.class);

  private final DeliveryLog log;
  private final Mails mails;
  private final Duration lease;
  private final Clock clock;

  OnceDelivery(DeliveryLog log, Mails mails, DeliveryProperties properties, Clock clock) {
    this.log = log;
    this.mails = mails;
    this.lease = properties.lease();
    this.clock = clock;
  }

  /**
   * Returns when the mail is sent, now or before.
   *
   * @param id the same for each attempt to send the same mail
   * @throws ClaimedElsewhere when another may be sending it; ask again after the lease
   */
  void deliver(String id, String address, Mail mail) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    switch (log.claim(id, now, now.plus(lease))) {
      case Claim.Granted() -> send(id, address, mail);
      case Claim.SentBefore() -> LOG.info("Mail {} was sent before", id);
      case Claim.HeldByAnother(var until) -> throw new ClaimedElsewhere(id, until);
    }
  }

  boolean knows(String id) {
    return log.knows(id);
  }

  /** Forgets a mail whose user is gone. */
  void forget(String id) {
    log.forget(id);
  }

  private void send(String id, String address, Mail mail) {
    var messageId = mails.send(address, mail);
    // The gap: who dies here has sent a mail that nobody knows of.
    log.sent(id, messageId, clock.instant());
    LOG.info("Mail {} is sent as {}", id, messageId);
  }
}
