package dev.madang.notification.incoming;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.notification.recipient.UserId;

/** Its owner put it into the trash, or took it out. */
@JsonIgnoreProperties(ignoreUnknown = true)
record MediaPlaced(String mediaId, UserId owner) {

  static final String DELETED = "madang.media.deleted.v1";
  static final String RESTORED = "madang.media.restored.v1";

  MediaPlaced {
    requireNonNull(mediaId, "media without id");
    requireNonNull(owner, "media without owner");
  }
}
