package dev.madang.media.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.media.catalog.Media.Look;
import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.delivery.Links;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * @param state {@code pending}, {@code uploaded}, {@code processing}, {@code ready} or {@code
 *     rejected}
 * @param size of the original, in bytes
 * @param reason why it was rejected; absent otherwise
 * @param width of the upright original, in pixels; absent until it is ready, and of what is no
 *     picture, as are height, thumbHash and dominantColor
 * @param thumbHash a placeholder, in base64; see evanw/thumbhash
 * @param dominantColor such as {@code #7a8b9c}
 * @param album in which it is; absent when it is in none
 * @param visibility {@code private} or {@code public}: who may see the renditions
 * @param deletedAt since when it is in the trash; absent otherwise
 * @param renditions empty until it is ready
 */
public record MediaView(
    MediaId id,
    @Schema(allowableValues = {"pending", "uploaded", "processing", "ready", "rejected"})
        String state,
    String fileName,
    String contentType,
    long size,
    Instant createdAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer width,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer height,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String thumbHash,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String dominantColor,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AlbumId album,
    @Schema(allowableValues = {"private", "public"}) String visibility,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant deletedAt,
    List<RenditionView> renditions) {

  /**
   * @param expiresAt from when the url opens nothing; ask again for another
   */
  public record RenditionView(
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

  /**
   * @param album in which it is, if it is in one that stands
   */
  static MediaView of(Media media, Optional<AlbumId> album, Links links) {
    return switch (media.state()) {
      case State.Pending _, State.Uploaded _, State.Processing _ ->
          view(media, album, null, Optional.empty(), List.of());
      case State.Ready(var look, var pictures) ->
          view(
              media,
              album,
              null,
              look,
              pictures.stream().map(it -> RenditionView.of(it, links)).toList());
      case State.Rejected(var reason) ->
          view(media, album, reason.code(), Optional.empty(), List.of());
    };
  }

  private static MediaView view(
      Media media,
      Optional<AlbumId> album,
      @Nullable String reason,
      Optional<Look> look,
      List<RenditionView> renditions) {
    var announced = media.announced();
    return new MediaView(
        media.id(),
        media.state().code(),
        media.name(),
        announced.contentType(),
        announced.size(),
        media.id().givenAt(),
        reason,
        look.map(Look::width).orElse(null),
        look.map(Look::height).orElse(null),
        look.map(Look::thumbHash).orElse(null),
        look.map(Look::dominantColor).orElse(null),
        album.orElse(null),
        media.placement().visibility().name().toLowerCase(Locale.ROOT),
        media.placement().deletedAt().orElse(null),
        renditions);
  }
}
