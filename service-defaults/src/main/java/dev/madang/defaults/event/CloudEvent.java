package dev.madang.defaults.event;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/**
 * An event as CloudEvents 1.0 structured JSON.
 *
 * @param id identifies the event together with the source; the same when it is published again
 * @param source the publishing service, such as {@code /media-service}
 * @param type with its version, such as {@code madang.media.ready.v1}
 * @param subject the id of the aggregate
 * @param time when it happened
 * @param data its fields are determined by the type; fields may be added to a type
 */
@JsonPropertyOrder({
  "specversion",
  "id",
  "source",
  "type",
  "subject",
  "time",
  "datacontenttype",
  "data"
})
public record CloudEvent<T>(
    String specversion,
    String id,
    String source,
    String type,
    String subject,
    Instant time,
    String datacontenttype,
    T data) {

  public CloudEvent {
    if (!"1.0".equals(specversion)) {
      throw new IllegalArgumentException("not CloudEvents 1.0: " + specversion);
    }
    if (id.isBlank() || source.isBlank() || type.isBlank()) {
      throw new IllegalArgumentException("an event needs id, source and type");
    }
  }

  public static <T> CloudEvent<T> of(
      String id, String source, String type, String subject, Instant time, T data) {
    return new CloudEvent<>("1.0", id, source, type, subject, time, "application/json", data);
  }
}
