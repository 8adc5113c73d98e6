package dev.madang.user.announcement;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.event.SnsAnnouncer;
import dev.madang.defaults.stream.DynamoTableChange;
import dev.madang.defaults.stream.DynamoTableChange.Kind;
import dev.madang.defaults.stream.DynamoTableListener;
import org.springframework.stereotype.Component;

/** A profile that was written is an account that was opened: the table is the outbox. */
@Component
class DynamoAccountAnnouncements implements DynamoTableListener {

  private final SnsAnnouncer announcer;
  private final String topic;

  DynamoAccountAnnouncements(SnsAnnouncer announcer, AnnouncementProperties properties) {
    this.announcer = announcer;
    this.topic = properties.topic();
  }

  @Override
  public void on(DynamoTableChange change) {
    if (change.kind() == Kind.INSERT) {
      var userId = requireNonNull(change.after().get("sub")).s();
      announcer.announce(topic, AccountOpened.event(change.eventId(), change.occurredAt(), userId));
    }
  }
}
