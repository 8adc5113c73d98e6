package dev.madang.notification.closure;

import dev.madang.defaults.event.SnsEventPublisher;
import dev.madang.notification.closure.PartRemoved.Part;
import dev.madang.notification.delivery.Welcome;
import dev.madang.notification.inbox.Inbox;
import dev.madang.notification.recipient.UserId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes what we keep of a user, and says how much it was. Each line may be where we die: the
 * event comes again, and what was counted first stands.
 */
@Component
public class Farewell {

  private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

  private final Inbox inbox;
  private final Welcome welcome;
  private final SnsEventPublisher announcer;
  private final ClosureProperties properties;
  private final Clock clock;

  Farewell(
      Inbox inbox,
      Welcome welcome,
      SnsEventPublisher announcer,
      ClosureProperties properties,
      Clock clock) {
    this.inbox = inbox;
    this.welcome = welcome;
    this.announcer = announcer;
    this.properties = properties;
    this.clock = clock;
  }

  /** Returns when nothing is left, and user-service can know it. */
  public void to(UserId user) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // From here on nothing is added, so that the count is whole.
    var closed = inbox.close(user, welcome.countOf(user), now);
    inbox.empty(user);
    welcome.forget(user);
    announcer.announce(
        properties.topic(),
        PartRemoved.event(
            user,
            closed.at(),
            List.of(new Part("inbox", closed.entries()), new Part("mails", closed.mails()))));
    LOG.info("User {} left {} entries and {} mails", user, closed.entries(), closed.mails());
  }
}
