package dev.madang.media.accountdeletion;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.event.CloudEvent;
import dev.madang.media.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The data of a user is erased; {@code contracts/events} has an example. */
record ServiceDataErased(String userId, List<StoreCount> stores) {

  /**
   * @param note explains the number
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StoreCount(String name, long deletedCount, @Nullable String note) {

    StoreCount(String name, long deletedCount) {
      this(name, deletedCount, null);
    }
  }

  /** Repeated for the same user, the event is the same: it has the first counts. */
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
