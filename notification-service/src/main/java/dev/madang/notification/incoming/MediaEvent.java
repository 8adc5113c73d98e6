package dev.madang.notification.incoming;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.As;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import dev.madang.notification.recipient.UserId;
import java.time.Instant;

/** A CloudEvent of media-service, as far as we read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record MediaEvent(
    String id,
    Instant time,
    String type,
    @JsonTypeInfo(
            use = Id.NAME,
            include = As.EXTERNAL_PROPERTY,
            property = "type",
            visible = true,
            defaultImpl = Unknown.class)
        @JsonSubTypes({
          @Type(value = MediaReady.class, name = "madang.media.ready.v1"),
          @Type(value = MediaRejected.class, name = "madang.media.rejected.v1")
        })
        Fact data) {

  MediaEvent {
    requireNonNull(id, "an event without id");
    requireNonNull(time, "an event without time");
    requireNonNull(type, "an event without type");
    requireNonNull(data, "an event without data");
  }

  sealed interface Fact {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record MediaReady(String mediaId, UserId owner) implements Fact {

    MediaReady {
      requireNonNull(mediaId, "a fact of no media");
      requireNonNull(owner, "media without owner");
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record MediaRejected(String mediaId, UserId owner, String reason) implements Fact {

    MediaRejected {
      requireNonNull(mediaId, "a fact of no media");
      requireNonNull(owner, "media without owner");
      requireNonNull(reason, "rejected without reason");
    }
  }

  /** Told by a newer version of media-service. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Unknown() implements Fact {}
}
