package dev.madang.user.events;

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
 * Publishes the changes of the profiles' table: a new profile is a created account, a marked
 * profile is a requested deletion. The table is the outbox.
 */
@Component
class DynamoAccountEventPublisher implements DynamoTableListener {

  private final SnsEventPublisher publisher;
  private final String topic;

  DynamoAccountEventPublisher(SnsEventPublisher publisher, EventProperties properties) {
    this.publisher = publisher;
    this.topic = properties.topic();
  }

  @Override
  public void on(DynamoTableChange change) {
    event(change).ifPresent(event -> publisher.publish(topic, event));
  }

  static Optional<CloudEvent<?>> event(DynamoTableChange change) {
    if (change.kind() == Kind.REMOVE) {
      return Optional.empty();
    }
    var userId = requireNonNull(change.after().get("userId")).s();
    if (isDeleting(change.after())) {
      return isDeleting(change.before())
          ? Optional.empty()
          : Optional.of(
              AccountDeletionRequested.event(change.eventId(), change.occurredAt(), userId));
    }
    return change.kind() == Kind.INSERT
        ? Optional.of(AccountCreated.event(change.eventId(), change.occurredAt(), userId))
        : Optional.empty();
  }

  private static boolean isDeleting(Map<String, AttributeValue> profile) {
    return profile.containsKey("deletionRequestedAt");
  }
}
