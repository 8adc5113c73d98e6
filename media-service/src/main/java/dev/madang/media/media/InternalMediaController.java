package dev.madang.media.media;

import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The gateway has no route to it. */
@RestController
@RequestMapping("/internal/owners/{userId}/media")
@Tag(name = "For services")
class InternalMediaController {

  private final MediaCatalog catalog;

  InternalMediaController(MediaCatalog catalog) {
    this.catalog = catalog;
  }

  @GetMapping
  @Operation(
      summary =
          "An userId's media, newest first, without those in the trash; needs the scope"
              + " madang/media.read")
  ResponseEntity<InternalMediaItemPage> ownedMedia(
      @PathVariable UserId userId,
      @Parameter(description = "The next of the page before; the first page has none") @RequestParam
          Optional<MediaId> before,
      @RequestParam(defaultValue = "100") @Min(1) @Max(100) int limit) {
    return answer(InternalMediaItemPage.of(catalog.newest(userId, before, limit + 1), limit));
  }

  @GetMapping("/{id}")
  @Operation(
      summary =
          "One media, if this is its userId and it is not in the trash; needs the scope"
              + " madang/media.read")
  @ApiProblem(status = 404, problem = "media-not-found")
  ResponseEntity<InternalMediaItem> ownedMedium(
      @PathVariable UserId userId, @PathVariable MediaId id) {
    var media =
        catalog
            .find(userId, id)
            .filter(it -> !it.attributes().isInTrash())
            .orElseThrow(MEDIA_NOT_FOUND::exception);
    return answer(InternalMediaItem.of(media));
  }

  private static <T> ResponseEntity<T> answer(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }

  /**
   * @param size of the original, in bytes
   */
  record InternalMediaItem(
      MediaId id,
      @Schema(allowableValues = {"pending", "uploaded", "processing", "ready", "rejected"})
          String state,
      String fileName,
      String contentType,
      long size,
      Instant createdAt) {

    static InternalMediaItem of(MediaItem media) {
      var declared = media.declared();
      return new InternalMediaItem(
          media.id(),
          media.state().code(),
          media.name(),
          declared.contentType(),
          declared.size(),
          media.id().createdAt());
    }
  }

  /**
   * @param next absent on the last page
   */
  record InternalMediaItemPage(
      List<InternalMediaItem> items,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MediaId next) {

    static InternalMediaItemPage of(List<MediaItem> media, int limit) {
      var items = media.stream().limit(limit).map(InternalMediaItem::of).toList();
      return new InternalMediaItemPage(items, media.size() > limit ? items.getLast().id() : null);
    }
  }
}
