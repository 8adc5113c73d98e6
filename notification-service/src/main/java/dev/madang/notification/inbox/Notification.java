package dev.madang.notification.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.notification.MediaId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message to a user about a media item; also the JSON of the API. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Notification(
    NotificationId id,
    @Schema(
            description = "The type of the event; more types may be added",
            pattern = "^madang\\.[a-z]+\\.[a-z-]+\\.v[0-9]+$",
            maxLength = 100,
            example = "madang.media.ready.v1")
        String type,
    MediaId mediaId,
    @Schema(
            description = "Human-readable text; it may change",
            pattern = "^[^\\u0000-\\u001f\\u007f]+$",
            maxLength = 500,
            example = "Your photo is ready.")
        String text,
    @Schema(
            description =
                "Why the media item was rejected; only with `madang.media.rejected.v1`."
                    + " More reasons may be added",
            pattern = "^[a-z-]+$",
            maxLength = 64,
            example = "corrupt")
        @Nullable String rejectionReason,
    @Schema(description = "When it happened", maxLength = 35, example = "2026-11-23T09:31:02Z")
        Instant createdAt) {

  public static final String MEDIA_READY = "madang.media.ready.v1";
  public static final String MEDIA_REJECTED = "madang.media.rejected.v1";

  /** Times are kept to the millisecond. */
  public Notification {
    createdAt = Instant.ofEpochMilli(createdAt.toEpochMilli());
  }

  public static Notification mediaReady(
      NotificationId id, Instant time, MediaId media, String text) {
    return new Notification(id, MEDIA_READY, media, text, null, time);
  }

  public static Notification mediaRejected(
      NotificationId id, Instant time, MediaId media, String reason, String text) {
    return new Notification(id, MEDIA_REJECTED, media, text, reason, time);
  }
}
