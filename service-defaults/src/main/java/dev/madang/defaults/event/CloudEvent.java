package dev.madang.defaults.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact, as CloudEvents 1.0 structured JSON.
 *
 * @param id with the source, names the fact: the same when it is told again
 * @param source who tells it, {@code /media-service}
 * @param type what happened, with its version, {@code madang.media.ready.v1}
 * @param subject the aggregate that it happened to
 * @param time when it happened
 * @param traceparent W3C trace context of the cause, where it is known
 * @param data what there is to say; a later version of the same type may say more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "specversion",
  "id",
  "source",
  "type",
  "subject",
  "time",
  "datacontenttype",
  "traceparent",
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
    @Nullable String traceparent,
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
    return new CloudEvent<>("1.0", id, source, type, subject, time, "application/json", null, data);
  }
}
