package dev.madang.notification.incoming;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.notification.recipient.UserId;

@JsonIgnoreProperties(ignoreUnknown = true)
record MediaReady(String mediaId, UserId owner) {

  static final String TYPE = "madang.media.ready.v1";

  MediaReady {
    requireNonNull(mediaId, "media without id");
    requireNonNull(owner, "media without owner");
  }
}
