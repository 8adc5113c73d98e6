package dev.madang.user.announcement;

import dev.madang.defaults.event.CloudEvent;
import java.time.Instant;

/** A user has joined. Who wants the address asks for it: it may have changed since. */
record AccountOpened(String userId) {

  static CloudEvent<AccountOpened> event(String id, Instant occurredAt, String userId) {
    return CloudEvent.of(
        id,
        "/user-service",
        "madang.account.opened.v1",
        userId,
        occurredAt,
        new AccountOpened(userId));
  }
}
