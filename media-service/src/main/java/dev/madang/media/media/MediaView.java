package dev.madang.media.media;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.media.AlbumId;
import dev.madang.media.MediaId;
import dev.madang.media.cdn.PublicRenditions;
import dev.madang.media.cdn.RenditionLinks;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.MediaItem.StoredRendition;
import dev.madang.media.rendition.Preview;
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

    private static RenditionView of(
        MediaItem media, StoredRendition picture, RenditionLinks links) {
      var link = links.to(key(media, picture));
      return new RenditionView(
          picture.preset(),
          picture.width(),
          picture.height(),
          picture.contentType(),
          picture.size(),
          link.url(),
          link.expiresAt().orElse(null));
    }
  }

  private static String key(MediaItem media, StoredRendition picture) {
    return switch (media.attributes().visibility()) {
      case PRIVATE -> picture.key();
      case PUBLIC -> PublicRenditions.keyOf(media.id().value(), picture.key());
    };
  }

  /** By preset: the viewer gets the stored format that suits it best. */
  private static Map<String, URI> links(
      MediaItem media, List<StoredRendition> pictures, RenditionLinks links) {
    var byPreset =
        pictures.stream()
            .collect(groupingBy(StoredRendition::preset, LinkedHashMap::new, Collectors.toList()));
    var best = new LinkedHashMap<String, URI>();
    byPreset.forEach((preset, formats) -> {
      if (formats.stream().map(StoredRendition::contentType).collect(toSet()).equals(CHOICE)) {
        links
            .negotiatedUrl(key(media, formats.getFirst()))
            .ifPresent(link -> best.put(preset, link.url()));
      }
    });
    return best;
  }

  /**
   * @param album in which it is, if it is in one that stands
   */
  static MediaView of(MediaItem media, Optional<AlbumId> album, RenditionLinks links) {
    return switch (media.state()) {
      case State.Pending _, State.Uploaded _, State.Processing _ ->
          view(media, album, null, Optional.empty(), List.of(), Map.of());
      case State.Ready(var preview, var pictures) ->
          view(
              media,
              album,
              null,
              preview,
              pictures.stream().map(it -> RenditionView.of(media, it, links)).toList(),
              links(media, pictures, links));
      case State.Rejected(var reason) ->
          view(media, album, reason.code(), Optional.empty(), List.of(), Map.of());
    };
  }

  private static MediaView view(
      MediaItem media,
      Optional<AlbumId> album,
      @Nullable String reason,
      Optional<Preview> preview,
      List<RenditionView> renditions,
      Map<String, URI> links) {
    var declared = media.declared();
    return new MediaView(
        media.id(),
        media.state().code(),
        media.name(),
        declared.contentType(),
        declared.size(),
        media.id().createdAt(),
        reason,
        preview.map(Preview::width).orElse(null),
        preview.map(Preview::height).orElse(null),
        preview.map(Preview::thumbHash).orElse(null),
        preview.map(Preview::dominantColor).orElse(null),
        album.orElse(null),
        media.attributes().visibility().name().toLowerCase(Locale.ROOT),
        media.attributes().deletedAt().orElse(null),
        renditions,
        links.isEmpty() ? null : links);
  }
}
