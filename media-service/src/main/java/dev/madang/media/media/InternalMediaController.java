package dev.madang.media.media;

import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;

import dev.madang.defaults.web.Cursor;
import dev.madang.defaults.web.Page;
import dev.madang.media.ApiProblems;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For other services; the gateway has no route to it. */
@RestController
@Tag(name = "Internal media", description = "Media items of any user, for other services")
class InternalMediaController {

  private final MediaCatalog catalog;

  InternalMediaController(MediaCatalog catalog) {
    this.catalog = catalog;
  }

  @GetMapping("/internal/users/{userId}/media")
  @Operation(
      summary = "List the media items of a user",
      description = "Newest first, without the trash.")
  Page<InternalMediaItem> listUserMedia(
      @PathVariable UserId userId,
      @RequestParam Optional<Cursor> cursor,
      @RequestParam(defaultValue = "100") @Min(1) @Max(100) int limit) {
    var before = cursor.map(it -> it.decode(MediaId::new));
    return Page.of(
        catalog.newest(userId, before, limit + 1),
        limit,
        InternalMediaItem::of,
        it -> it.id().value());
  }

  @GetMapping("/internal/users/{userId}/media/{id}")
  @Operation(
      summary = "Get a media item of a user",
      description = "An item that is another user's, or in the trash, is not found.")
  @ApiProblems(MEDIA_NOT_FOUND)
  InternalMediaItem getUserMedia(@PathVariable UserId userId, @PathVariable MediaId id) {
    return catalog
        .find(userId, id)
        .filter(it -> !it.attributes().isInTrash())
        .map(InternalMediaItem::of)
        .orElseThrow(MEDIA_NOT_FOUND::exception);
  }

  record InternalMediaItem(
      MediaId id,
      @Schema(allowableValues = {"pending", "uploaded", "processing", "ready", "rejected"})
          String status,
      String fileName,
      String contentType,
      @Schema(description = "Size of the original in bytes") long size,
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
}
