package dev.madang.media.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.StoredRendition;
import dev.madang.media.rendition.Preview;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The data of an event; {@code contracts/events} has an example of each type. */
sealed interface MediaEvent {

  String type();

  /**
   * A version of the original is ready.
   *
   * @param width of the upright image in pixels; absent unless it is an image, as are height,
   *     thumbHash and dominantColor
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MediaReady(
      String mediaId,
      String userId,
      String fileName,
      String contentType,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable String thumbHash,
      @Nullable String dominantColor,
      List<Rendition> renditions)
      implements MediaEvent {

    static MediaReady of(
        MediaItem media, Optional<Preview> preview, List<StoredRendition> renditions) {
      return new MediaReady(
          media.id().value(),
          media.userId().value(),
          media.name(),
          media.declared().contentType(),
          preview.map(Preview::width).orElse(null),
          preview.map(Preview::height).orElse(null),
          preview.map(Preview::thumbHash).orElse(null),
          preview.map(Preview::dominantColor).orElse(null),
          renditions.stream().map(Rendition::of).toList());
    }

    @Override
    public String type() {
      return "madang.media.ready.v1";
    }
  }

  /** A version of the original is rejected. */
  record MediaRejected(String mediaId, String userId, String reason) implements MediaEvent {

    @Override
    public String type() {
      return "madang.media.rejected.v1";
    }
  }

  /**
   * @param purgeAt until then the item can be restored
   */
  record MediaTrashed(String mediaId, String userId, Instant purgeAt) implements MediaEvent {

    @Override
    public String type() {
      return "madang.media.trashed.v1";
    }
  }

  record MediaRestored(String mediaId, String userId) implements MediaEvent {

    @Override
    public String type() {
      return "madang.media.restored.v1";
    }
  }

  /** The item is removed for good: consumers can forget it. */
  record MediaPurged(String mediaId, String userId) implements MediaEvent {

    @Override
    public String type() {
      return "madang.media.purged.v1";
    }
  }

  /**
   * @param width in pixels
   * @param height in pixels
   * @param size in bytes
   */
  record Rendition(String preset, int width, int height, String contentType, long size) {

    static Rendition of(StoredRendition rendition) {
      return new Rendition(
          rendition.preset(),
          rendition.width(),
          rendition.height(),
          rendition.contentType(),
          rendition.size());
    }
  }
}
