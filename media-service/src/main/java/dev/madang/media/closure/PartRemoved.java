package dev.madang.media.closure;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.event.CloudEvent;
import dev.madang.media.catalog.OwnerId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** We have removed what we kept of a user; {@code contracts/events} keeps the wire form. */
record PartRemoved(String userId, List<Part> parts) {

  /**
   * @param note what the number does not say
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Part(String store, long removed, @Nullable String note) {

    Part(String store, long removed) {
      this(store, removed, null);
    }
  }

  /** The same user gives the same event: what was counted first is told each time. */
  static CloudEvent<PartRemoved> event(OwnerId owner, Instant occurredAt, List<Part> parts) {
    return CloudEvent.of(
        "removed-" + owner,
        "/media-service",
        "madang.account.part-removed.v1",
        owner.value(),
        occurredAt,
        new PartRemoved(owner.value(), List.copyOf(parts)));
  }
}
