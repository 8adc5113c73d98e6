package dev.madang.user.announcement;

import dev.madang.defaults.event.CloudEvent;
import java.time.Instant;

/** A user leaves. Each service removes its part, however often it hears this. */
record AccountClosed(String userId) {

  static CloudEvent<AccountClosed> event(String id, Instant occurredAt, String userId) {
    return CloudEvent.of(
        id,
        "/user-service",
        "madang.account.closed.v1",
        userId,
        occurredAt,
        new AccountClosed(userId));
  }
}
