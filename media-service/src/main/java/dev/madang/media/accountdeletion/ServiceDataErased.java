package dev.madang.media.accountdeletion;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.event.CloudEvent;
import dev.madang.media.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** We have removed what we kept of a user; {@code contracts/events} keeps the wire form. */
record ServiceDataErased(String userId, List<StoreCount> stores) {

  /**
   * @param note what the number does not say
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StoreCount(String name, long deletedCount, @Nullable String note) {

    StoreCount(String name, long deletedCount) {
      this(name, deletedCount, null);
    }
  }

  /** The same user gives the same event: what was counted first is told each time. */
  static CloudEvent<ServiceDataErased> event(
      UserId userId, Instant occurredAt, List<StoreCount> stores) {
    return CloudEvent.of(
        "erased-" + userId,
        "/media-service",
        "madang.account.data-erased.v1",
        userId.value(),
        occurredAt,
        new ServiceDataErased(userId.value(), List.copyOf(stores)));
  }
}
