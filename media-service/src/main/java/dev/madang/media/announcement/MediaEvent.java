package dev.madang.media.announcement;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.media.catalog.Media;
import dev.madang.media.rendition.Look;
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
      String owner,
      String fileName,
      String contentType,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable String thumbHash,
      @Nullable String dominantColor,
      List<Picture> renditions)
      implements MediaEvent {

    static MediaReady of(Media media, Optional<Look> look, List<Media.Picture> pictures) {
      return new MediaReady(
          media.id().value(),
          media.owner().value(),
          media.name(),
          media.announced().contentType(),
          look.map(Look::width).orElse(null),
          look.map(Look::height).orElse(null),
          look.map(Look::thumbHash).orElse(null),
          look.map(Look::dominantColor).orElse(null),
          pictures.stream().map(Picture::of).toList());
    }

    @Override
    public String type() {
      return "madang.media.ready.v1";
    }
  }

  record MediaRejected(String mediaId, String owner, String reason) implements MediaEvent {

    @Override
    public String type() {
      return "madang.media.rejected.v1";
    }
  }

  /**
   * @param until when it can be restored
   */
  record MediaDeleted(String mediaId, String owner, Instant until) implements MediaEvent {

    @Override
    public String type() {
      return "madang.media.deleted.v1";
    }
  }

  record MediaRestored(String mediaId, String owner) implements MediaEvent {

    @Override
    public String type() {
      return "madang.media.restored.v1";
    }
  }

  /**
   * @param width in pixels
   * @param height in pixels
   */
  record Picture(String preset, int width, int height, String contentType, long bytes) {

    static Picture of(Media.Picture picture) {
      return new Picture(
          picture.preset(),
          picture.width(),
          picture.height(),
          picture.contentType(),
          picture.bytes());
    }
  }
}
