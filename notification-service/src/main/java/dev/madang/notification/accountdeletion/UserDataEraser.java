package dev.madang.notification.accountdeletion;

import dev.madang.defaults.event.SnsEventPublisher;
import dev.madang.notification.UserId;
import dev.madang.notification.accountdeletion.AccountDataErased.StoreCount;
import dev.madang.notification.email.WelcomeMailer;
import dev.madang.notification.inbox.Inbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Erases the data of a user in this service and reports the counts. It may stop at any line: the
 * event is delivered again, and the first count is reported.
 */
@Component
public class UserDataEraser {

  private static final Logger LOG = LoggerFactory.getLogger(UserDataEraser.class);

  private final Inbox inbox;
  private final WelcomeMailer welcomeMails;
  private final SnsEventPublisher events;
  private final AccountDeletionProperties properties;
  private final Clock clock;

  UserDataEraser(
      Inbox inbox,
      WelcomeMailer welcomeMails,
      SnsEventPublisher events,
      AccountDeletionProperties properties,
      Clock clock) {
    this.inbox = inbox;
    this.welcomeMails = welcomeMails;
    this.events = events;
    this.properties = properties;
    this.clock = clock;
  }

  /** Returns when all data is erased and the event is published. */
  public void erase(UserId user) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // A closed inbox accepts nothing more, so that the count is complete.
    var closed = inbox.close(user, welcomeMails.count(user), now);
    inbox.clear(user);
    welcomeMails.deleteRecord(user);
    events.publish(
        properties.topic(),
        AccountDataErased.event(
            user,
            closed.closedAt(),
            List.of(
                new StoreCount("inbox", closed.notificationCount()),
                new StoreCount("deliveries", closed.mailCount()))));
    LOG.info(
        "Erased the data of user {}: {} notifications, {} deliveries",
        user,
        closed.notificationCount(),
        closed.mailCount());
  }
}
