package dev.madang.notification.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.notification.MediaId;
import dev.madang.notification.UserId;

/** What all events about a media item have. */
@JsonIgnoreProperties(ignoreUnknown = true)
record MediaEvent(MediaId mediaId, UserId userId) {

  static final String READY = "madang.media.ready.v1";
  static final String TRASHED = "madang.media.trashed.v1";
  static final String RESTORED = "madang.media.restored.v1";
  static final String PURGED = "madang.media.purged.v1";

  MediaEvent {
    requireNonNull(mediaId, "mediaId is required");
    requireNonNull(userId, "userId is required");
  }
}
