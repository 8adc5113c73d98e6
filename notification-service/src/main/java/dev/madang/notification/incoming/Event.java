package dev.madang.notification.incoming;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A CloudEvent of another service, as far as we read it.
 *
 * @param id stays the same however often the event comes
 * @param type says what {@code data} is
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Event(String id, String type, Instant time, JsonNode data) {

  Event {
    requireNonNull(id, "an event without id");
    requireNonNull(type, "an event without type");
    requireNonNull(time, "an event without time");
    requireNonNull(data, "an event without data");
  }
}
