package dev.madang.media.catalog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.delivery.Links;
import dev.madang.media.delivery.Publications;
import dev.madang.media.rendition.Look;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
 * @param links by preset, to the format that the request's {@code Accept} asks for; absent where
 *     one of the renditions has to be chosen
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
    List<RenditionView> renditions,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, URI> links) {

  private static final Set<String> CHOICE = Set.of("image/webp", "image/jpeg");

  /**
   * @param expiresAt from when the url opens nothing, ask again for another; absent when it stays
   */
  public record RenditionView(
      String preset,
      int width,
      int height,
      String contentType,
      long bytes,
      URI url,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant expiresAt) {

    private static RenditionView of(Media media, Picture picture, Links links) {
      var link = links.to(key(media, picture));
      return new RenditionView(
          picture.preset(),
          picture.width(),
          picture.height(),
          picture.contentType(),
          picture.bytes(),
          link.url(),
          link.expiresAt().orElse(null));
    }
  }

  private static String key(Media media, Picture picture) {
    return switch (media.placement().visibility()) {
      case PRIVATE -> picture.key();
      case PUBLIC -> Publications.keyOf(media.id().value(), picture.key());
    };
  }

  /** By preset: the viewer gets the stored format that suits it best. */
  private static Map<String, URI> links(Media media, List<Picture> pictures, Links links) {
    var byPreset =
        pictures.stream()
            .collect(groupingBy(Picture::preset, LinkedHashMap::new, Collectors.toList()));
    var best = new LinkedHashMap<String, URI>();
    byPreset.forEach((preset, formats) -> {
      if (formats.stream().map(Picture::contentType).collect(toSet()).equals(CHOICE)) {
        links
            .bestOf(key(media, formats.getFirst()))
            .ifPresent(link -> best.put(preset, link.url()));
      }
    });
    return best;
  }

  /**
   * @param album in which it is, if it is in one that stands
   */
  static MediaView of(Media media, Optional<AlbumId> album, Links links) {
    return switch (media.state()) {
      case State.Pending _, State.Uploaded _, State.Processing _ ->
          view(media, album, null, Optional.empty(), List.of(), Map.of());
      case State.Ready(var look, var pictures) ->
          view(
              media,
              album,
              null,
              look,
              pictures.stream().map(it -> RenditionView.of(media, it, links)).toList(),
              links(media, pictures, links));
      case State.Rejected(var reason) ->
          view(media, album, reason.code(), Optional.empty(), List.of(), Map.of());
    };
  }

  private static MediaView view(
      Media media,
      Optional<AlbumId> album,
      @Nullable String reason,
      Optional<Look> look,
      List<RenditionView> renditions,
      Map<String, URI> links) {
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
        renditions,
        links.isEmpty() ? null : links);
  }
}
