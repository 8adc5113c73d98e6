package dev.madang.user.events;

import dev.madang.defaults.event.CloudEvent;
import java.time.Instant;

/**
 * A user has an account. It has no email address: the address may change, so consumers read it from
 * user-service.
 */
record AccountCreated(String userId) {

  static CloudEvent<AccountCreated> event(String id, Instant occurredAt, String userId) {
    return CloudEvent.of(
        id,
        "/user-service",
        "madang.account.created.v1",
        userId,
        occurredAt,
        new AccountCreated(userId));
  }
}
