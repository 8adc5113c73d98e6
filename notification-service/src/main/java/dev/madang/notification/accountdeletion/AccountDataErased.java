package dev.madang.notification.accountdeletion;

import dev.madang.defaults.event.CloudEvent;
import dev.madang.notification.UserId;
import java.time.Instant;
import java.util.List;

/** The data of the event; its JSON is an example in {@code contracts/events}. */
record AccountDataErased(UserId userId, List<StoreCount> stores) {

  record StoreCount(String name, long deletedCount) {}

  /** A user has one such event: its id and its content are the same each time. */
  static CloudEvent<AccountDataErased> event(
      UserId user, Instant occurredAt, List<StoreCount> stores) {
    return CloudEvent.of(
        "erased-" + user,
        "/notification-service",
        "madang.account.data-erased.v1",
        user.value(),
        occurredAt,
        new AccountDataErased(user, List.copyOf(stores)));
  }
}
