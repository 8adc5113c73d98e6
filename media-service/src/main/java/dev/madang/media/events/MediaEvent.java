package dev.madang.media.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.media.media.MediaItem;
import dev.madang.media.rendition.Preview;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What we tell of a media; {@code contracts/events} keeps the wire form. */
sealed interface MediaEvent {

  String type();

  /**
   * @param width of the upright original, in pixels; absent when it is no picture, as are height,
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
      List<StoredRendition> renditions)
      implements MediaEvent {

    static MediaReady of(
        MediaItem media, Optional<Preview> preview, List<MediaItem.StoredRendition> pictures) {
      return new MediaReady(
          media.id().value(),
          media.userId().value(),
          media.name(),
          media.declared().contentType(),
          preview.map(Preview::width).orElse(null),
          preview.map(Preview::height).orElse(null),
          preview.map(Preview::thumbHash).orElse(null),
          preview.map(Preview::dominantColor).orElse(null),
          pictures.stream().map(StoredRendition::of).toList());
    }

    @Override
    public String type() {
      return "madang.media.ready.v1";
    }
  }

  record MediaRejected(String mediaId, String userId, String reason) implements MediaEvent {

    @Override
    public String type() {
      return "madang.media.rejected.v1";
    }
  }

  /**
   * @param until when it can be restored
   */
  record MediaTrashed(String mediaId, String userId, Instant until) implements MediaEvent {

    @Override
    public String type() {
      return "madang.media.deleted.v1";
    }
  }

  record MediaRestored(String mediaId, String userId) implements MediaEvent {

    @Override
    public String type() {
      return "madang.media.restored.v1";
    }
  }

  /**
   * @param width in pixels
   * @param height in pixels
   */
  record StoredRendition(String preset, int width, int height, String contentType, long bytes) {

    static StoredRendition of(MediaItem.StoredRendition picture) {
      return new StoredRendition(
          picture.preset(),
          picture.width(),
          picture.height(),
          picture.contentType(),
          picture.size());
    }
  }
}
