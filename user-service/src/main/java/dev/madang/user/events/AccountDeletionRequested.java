package dev.madang.user.events;

import dev.madang.defaults.event.CloudEvent;
import java.time.Instant;

/** An account is to be deleted. Each service erases its data, however often it gets this event. */
record AccountDeletionRequested(String userId) {

  static CloudEvent<AccountDeletionRequested> event(String id, Instant occurredAt, String userId) {
    return CloudEvent.of(
        id,
        "/user-service",
        "madang.account.deletion-requested.v1",
        userId,
        occurredAt,
        new AccountDeletionRequested(userId));
  }
}
