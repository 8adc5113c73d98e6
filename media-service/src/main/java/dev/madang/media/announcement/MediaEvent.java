package dev.madang.media.announcement;

import dev.madang.media.catalog.Media;
import java.util.List;

/** What we tell of a media; {@code contracts/events} keeps the wire form. */
sealed interface MediaEvent {

  String type();

  record MediaReady(String mediaId, String owner, String fileName, List<Picture> renditions)
      implements MediaEvent {

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
