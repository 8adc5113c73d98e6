package dev.madang.notification.closure;

import dev.madang.defaults.event.CloudEvent;
import dev.madang.notification.recipient.UserId;
import java.time.Instant;
import java.util.List;

/** We have removed what we kept of a user; {@code contracts/events} keeps the wire form. */
record PartRemoved(String userId, List<Part> parts) {

  record Part(String store, long removed) {}

  /** The same user gives the same event: what was counted first is told each time. */
  static CloudEvent<PartRemoved> event(UserId user, Instant occurredAt, List<Part> parts) {
    return CloudEvent.of(
        "removed-" + user,
        "/notification-service",
        "madang.account.part-removed.v1",
        user.value(),
        occurredAt,
        new PartRemoved(user.value(), List.copyOf(parts)));
  }
}
