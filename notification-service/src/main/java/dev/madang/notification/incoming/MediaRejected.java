package dev.madang.notification.incoming;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.notification.recipient.UserId;

@JsonIgnoreProperties(ignoreUnknown = true)
record MediaRejected(String mediaId, UserId owner, String reason) {

  static final String TYPE = "madang.media.rejected.v1";

  MediaRejected {
    requireNonNull(mediaId, "media without id");
    requireNonNull(owner, "media without owner");
    requireNonNull(reason, "rejected without reason");
  }
}
