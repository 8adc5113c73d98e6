package dev.madang.media.ownership;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.MediaCatalog;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.MediaNotFound;
import dev.madang.media.catalog.OwnerId;
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
@RequestMapping("/internal/owners/{owner}/media")
@Tag(name = "For services")
class OwnedMediaController {

  private final MediaCatalog catalog;

  OwnedMediaController(MediaCatalog catalog) {
    this.catalog = catalog;
  }

  @GetMapping
  @Operation(
      summary =
          "An owner's media, newest first, without those in the trash; needs the scope"
              + " madang/media.read")
  ResponseEntity<OwnedPage> ownedMedia(
      @PathVariable OwnerId owner,
      @Parameter(description = "The next of the page before; the first page has none") @RequestParam
          Optional<MediaId> before,
      @RequestParam(defaultValue = "100") @Min(1) @Max(100) int limit) {
    return answer(OwnedPage.of(catalog.newest(owner, before, limit + 1), limit));
  }

  @GetMapping("/{id}")
  @Operation(
      summary =
          "One media, if this is its owner and it is not in the trash; needs the scope"
              + " madang/media.read")
  @ApiProblem(status = 404, problem = "media-not-found")
  ResponseEntity<OwnedMedia> ownedMedium(@PathVariable OwnerId owner, @PathVariable MediaId id) {
    var media =
        catalog
            .find(owner, id)
            .filter(it -> !it.placement().isInTrash())
            .orElseThrow(() -> new MediaNotFound(id.value()));
    return answer(OwnedMedia.of(media));
  }

  private static <T> ResponseEntity<T> answer(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }

  /**
   * @param size of the original, in bytes
   */
  record OwnedMedia(
      MediaId id,
      @Schema(allowableValues = {"pending", "uploaded", "processing", "ready", "rejected"})
          String state,
      String fileName,
      String contentType,
      long size,
      Instant createdAt) {

    static OwnedMedia of(Media media) {
      var announced = media.announced();
      return new OwnedMedia(
          media.id(),
          media.state().code(),
          media.name(),
          announced.contentType(),
          announced.size(),
          media.id().givenAt());
    }
  }

  /**
   * @param next absent on the last page
   */
  record OwnedPage(
      List<OwnedMedia> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MediaId next) {

    static OwnedPage of(List<Media> media, int limit) {
      var items = media.stream().limit(limit).map(OwnedMedia::of).toList();
      return new OwnedPage(items, media.size() > limit ? items.getLast().id() : null);
    }
  }
}
