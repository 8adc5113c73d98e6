package dev.madang.user.announcement;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.event.CloudEvent;
import dev.madang.defaults.event.SnsEventPublisher;
import dev.madang.defaults.stream.DynamoTableChange;
import dev.madang.defaults.stream.DynamoTableChange.Kind;
import dev.madang.defaults.stream.DynamoTableListener;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A profile that was written is an account that was opened, and one that was marked as closing is
 * an account that was closed: the table is the outbox.
 */
@Component
class DynamoAccountAnnouncements implements DynamoTableListener {

  private final SnsEventPublisher announcer;
  private final String topic;

  DynamoAccountAnnouncements(SnsEventPublisher announcer, AnnouncementProperties properties) {
    this.announcer = announcer;
    this.topic = properties.topic();
  }

  @Override
  public void on(DynamoTableChange change) {
    event(change).ifPresent(event -> announcer.publish(topic, event));
  }

  static Optional<CloudEvent<?>> event(DynamoTableChange change) {
    if (change.kind() == Kind.REMOVE) {
      return Optional.empty();
    }
    var userId = requireNonNull(change.after().get("sub")).s();
    if (isClosing(change.after())) {
      return isClosing(change.before())
          ? Optional.empty()
          : Optional.of(AccountClosed.event(change.eventId(), change.occurredAt(), userId));
    }
    return change.kind() == Kind.INSERT
        ? Optional.of(AccountOpened.event(change.eventId(), change.occurredAt(), userId))
        : Optional.empty();
  }

  private static boolean isClosing(Map<String, AttributeValue> profile) {
    return profile.containsKey("closingAt");
  }
}
