package dev.madang.user.events;

import dev.madang.defaults.event.SnsEventPublisher;
import dev.madang.user.UserId;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Publishes the deletion request of an account again, for a service that missed it. */
@Component
public class AccountDeletionEvents {

  private final SnsEventPublisher publisher;
  private final String topic;

  AccountDeletionEvents(SnsEventPublisher publisher, EventProperties properties) {
    this.publisher = publisher;
    this.topic = properties.topic();
  }

  /**
   * @param id of the event: the same for each attempt to publish it
   */
  public void republish(String id, UserId user, Instant requestedAt) {
    publisher.publish(topic, AccountDeletionRequested.event(id, requestedAt, user.value()));
  }
}
