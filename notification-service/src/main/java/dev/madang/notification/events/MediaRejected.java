package dev.madang.notification.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.notification.MediaId;
import dev.madang.notification.UserId;

@JsonIgnoreProperties(ignoreUnknown = true)
record MediaRejected(MediaId mediaId, UserId userId, String reason) {

  static final String TYPE = "madang.media.rejected.v1";

  MediaRejected {
    requireNonNull(mediaId, "mediaId is required");
    requireNonNull(userId, "userId is required");
    requireNonNull(reason, "reason is required");
  }
}
