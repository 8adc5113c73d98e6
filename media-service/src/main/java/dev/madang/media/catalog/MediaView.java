package dev.madang.media.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.delivery.Links;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param state {@code pending}, {@code uploaded}, {@code processing}, {@code ready} or {@code
 *     rejected}
 * @param size of the original, in bytes
 * @param reason why it was rejected; absent otherwise
 * @param renditions empty until it is ready
 */
record MediaView(
    MediaId id,
    @Schema(allowableValues = {"pending", "uploaded", "processing", "ready", "rejected"})
        String state,
    String fileName,
    String contentType,
    long size,
    Instant createdAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,
    List<RenditionView> renditions) {

  /**
   * @param expiresAt from when the url opens nothing; ask again for another
   */
  record RenditionView(
      String preset,
      int width,
      int height,
      String contentType,
      long bytes,
      URI url,
      Instant expiresAt) {

    static RenditionView of(Picture picture, Links links) {
      var link = links.to(picture.key());
      return new RenditionView(
          picture.preset(),
          picture.width(),
          picture.height(),
          picture.contentType(),
          picture.bytes(),
          link.url(),
          link.expiresAt());
    }
  }

  static MediaView of(Media media, Links links) {
    return switch (media.state()) {
      case State.Pending _, State.Uploaded _, State.Processing _ -> view(media, null, List.of());
      case State.Ready(_, var pictures) ->
          view(media, null, pictures.stream().map(it -> RenditionView.of(it, links)).toList());
      case State.Rejected(var reason) -> view(media, reason.code(), List.of());
    };
  }

  private static MediaView view(
      Media media, @Nullable String reason, List<RenditionView> renditions) {
    var announced = media.announced();
    return new MediaView(
        media.id(),
        media.state().code(),
        media.name(),
        announced.contentType(),
        announced.size(),
        media.id().givenAt(),
        reason,
        renditions);
  }
}
