package dev.madang.media.media;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.media.AlbumId;
import dev.madang.media.MediaId;
import dev.madang.media.cdn.PublicRenditions;
import dev.madang.media.cdn.RenditionLinks;
import dev.madang.media.cdn.RenditionLinks.Link;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.MediaItem.StoredRendition;
import dev.madang.media.rendition.Preview;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A media item as the API shows it. */
@Schema(name = "MediaItem")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MediaView(
    MediaId id,
    @Schema(allowableValues = {"pending", "uploaded", "processing", "ready", "rejected"})
        String status,
    @Schema(maxLength = 1024, example = "dandelion.jpg") String fileName,
    @Schema(maxLength = 255, example = "image/jpeg") String contentType,
    @Schema(description = "Size of the original in bytes", example = "3421504") long size,
    Instant createdAt,
    @Schema(
            description = "Present if the item is `rejected`",
            maxLength = 64,
            pattern = "^[a-z]+(-[a-z]+)*$",
            example = "too-many-pixels")
        @Nullable String rejectionReason,
    @Schema(
            description =
                "Width of the upright image in pixels. Images have it when they are `ready`, as they"
                    + " have `height`, `thumbHash` and `dominantColor`",
            minimum = "1",
            example = "3024")
        @Nullable Integer width,
    @Schema(description = "Height of the upright image in pixels", minimum = "1", example = "4032")
        @Nullable Integer height,
    @Schema(
            description = "A placeholder in Base64, see https://evanw.github.io/thumbhash/",
            pattern = "^[A-Za-z0-9+/]+=*$",
            maxLength = 64,
            example = "1QcSHQRnh493V4dIh4eXh1h4kJUI")
        @Nullable String thumbHash,
    @Schema(pattern = "^#[0-9a-f]{6}$", maxLength = 7, example = "#7a8b9c")
        @Nullable String dominantColor,
    @Schema(description = "Present if the item is in an album") @Nullable AlbumId albumId,
    @Schema(
            description = "Who may see the renditions",
            allowableValues = {"private", "public"})
        String visibility,
    @Schema(description = "Present if the item is in the trash") @Nullable Instant deletedAt,
    @ArraySchema(
            maxItems = 32,
            arraySchema = @Schema(description = "Empty unless the item is `ready`"))
        List<RenditionView> renditions) {

  private static final String JPEG = "image/jpeg";
  private static final Set<String> NEGOTIABLE = Set.of("image/webp", JPEG);

  /**
   * @param album of the item, if it exists
   */
  static MediaView of(MediaItem media, Optional<AlbumId> album, RenditionLinks links) {
    var preview =
        media.state() instanceof State.Ready(var ready, _) ? ready : Optional.<Preview>empty();
    var declared = media.declared();
    return new MediaView(
        media.id(),
        media.state().code(),
        media.name(),
        declared.contentType(),
        declared.size(),
        media.id().createdAt(),
        media.state() instanceof State.Rejected(var reason) ? reason.code() : null,
        preview.map(Preview::width).orElse(null),
        preview.map(Preview::height).orElse(null),
        preview.map(Preview::thumbHash).orElse(null),
        preview.map(Preview::dominantColor).orElse(null),
        album.orElse(null),
        media.attributes().visibility().name().toLowerCase(Locale.ROOT),
        media.attributes().deletedAt().orElse(null),
        media.state() instanceof State.Ready(_, var stored)
            ? renditions(media, stored, links)
            : List.of());
  }

  private static List<RenditionView> renditions(
      MediaItem media, List<StoredRendition> stored, RenditionLinks links) {
    return stored.stream()
        .collect(groupingBy(StoredRendition::preset, LinkedHashMap::new, toList()))
        .values()
        .stream()
        .map(variants -> RenditionView.of(media, variants, links))
        .toList();
  }

  private static String key(MediaItem media, StoredRendition rendition) {
    return switch (media.attributes().visibility()) {
      case PRIVATE -> rendition.key();
      case PUBLIC -> PublicRenditions.keyOf(media.id().value(), rendition.key());
    };
  }

  @Schema(name = "Rendition")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RenditionView(
      @Schema(pattern = "^[a-z0-9-]+$", maxLength = 64, example = "small") String preset,
      @Schema(description = "In pixels", minimum = "1", example = "188") int width,
      @Schema(description = "In pixels", minimum = "1", example = "250") int height,
      @Schema(
              description =
                  "The best variant for the viewer: with a CDN it depends on the `Accept` header,"
                      + " otherwise it is the JPEG")
          URI url,
      @Schema(description = "When `url` expires; absent if it does not expire")
          @Nullable Instant expiresAt,
      @ArraySchema(minItems = 1, maxItems = 8) List<VariantView> variants) {

    private static RenditionView of(
        MediaItem media, List<StoredRendition> formats, RenditionLinks links) {
      var variants = formats.stream().map(it -> VariantView.of(media, it, links)).toList();
      var negotiated =
          formats.stream().map(StoredRendition::contentType).collect(toSet()).equals(NEGOTIABLE)
              ? links.negotiatedUrl(key(media, formats.getFirst()))
              : Optional.<Link>empty();
      var plain =
          variants.stream()
              .filter(it -> it.contentType().equals(JPEG))
              .findFirst()
              .orElseGet(variants::getLast);
      return new RenditionView(
          formats.getFirst().preset(),
          formats.getFirst().width(),
          formats.getFirst().height(),
          negotiated.map(Link::url).orElse(plain.url()),
          negotiated.isPresent() ? negotiated.get().expiresAt().orElse(null) : plain.expiresAt(),
          variants);
    }
  }

  @Schema(name = "RenditionVariant")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record VariantView(
      @Schema(maxLength = 255, example = "image/webp") String contentType,
      @Schema(description = "In bytes", example = "6210") long size,
      URI url,
      @Schema(description = "When `url` expires; absent if it does not expire")
          @Nullable Instant expiresAt) {

    private static VariantView of(
        MediaItem media, StoredRendition rendition, RenditionLinks links) {
      var link = links.to(key(media, rendition));
      return new VariantView(
          rendition.contentType(), rendition.size(), link.url(), link.expiresAt().orElse(null));
    }
  }
}
