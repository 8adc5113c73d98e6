package dev.madang.notification.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * The attributes that we read of a CloudEvent.
 *
 * @param id the same each time the event is delivered
 * @param type determines the fields of {@code data}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ReceivedEvent(String id, String type, Instant time, JsonNode data) {

  ReceivedEvent {
    requireNonNull(id, "id is required");
    requireNonNull(type, "type is required");
    requireNonNull(time, "time is required");
    requireNonNull(data, "data is required");
  }
}
