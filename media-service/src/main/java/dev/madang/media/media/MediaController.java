package dev.madang.media.media;

import static dev.madang.media.MediaProblem.ALBUM_NOT_FOUND;
import static dev.madang.media.MediaProblem.MEDIA_IN_TRASH;
import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.defaults.web.Cursor;
import dev.madang.defaults.web.IfMatch;
import dev.madang.defaults.web.MergePatch;
import dev.madang.defaults.web.Page;
import dev.madang.defaults.web.Versioned;
import dev.madang.media.ApiProblems;
import dev.madang.media.FileName;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

@ApiController
@Tag(name = "Media", description = "Media items: photos and other files of the signed-in user")
class MediaController {

  private final MediaCatalog catalog;
  private final MediaUpdater updater;
  private final MediaDeletion deletion;
  private final MediaViews views;

  MediaController(
      MediaCatalog catalog, MediaUpdater updater, MediaDeletion deletion, MediaViews views) {
    this.catalog = catalog;
    this.updater = updater;
    this.deletion = deletion;
    this.views = views;
  }

  @GetMapping("/media")
  @Operation(
      summary = "List media items",
      description = "The media items of the signed-in user, newest first, without the trash.")
  Page<MediaView> listMedia(
      @CurrentUser UserId userId,
      @RequestParam Optional<Cursor> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var before = cursor.map(it -> it.decode(MediaId::new));
    return views.page(catalog.newest(userId, before, limit + 1), limit);
  }

  @GetMapping("/media/{id}")
  @Operation(
      summary = "Get a media item",
      description = "With links to its renditions. An item in the trash has `deletedAt`.")
  @ApiResponse(responseCode = "200", description = "The media item")
  @ApiProblems(MEDIA_NOT_FOUND)
  Versioned<MediaView> getMedia(@CurrentUser UserId userId, @PathVariable MediaId id) {
    return views.ok(
        catalog
            .find(userId, id)
            .filter(it -> !it.attributes().isPurging())
            .orElseThrow(MEDIA_NOT_FOUND::exception));
  }

  @PatchMapping(
      path = "/media/{id}",
      consumes = {MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
  @Operation(
      summary = "Update a media item",
      description =
          "Renames the item, or moves it into an album or out of it. The body is a JSON merge patch"
              + " (RFC 7396).")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MergePatch.MEDIA_TYPE,
            schema = @Schema(implementation = UpdateMediaRequest.class)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = UpdateMediaRequest.class))
      })
  @ApiResponse(responseCode = "200", description = "The updated media item")
  @ApiProblems({MEDIA_NOT_FOUND, ALBUM_NOT_FOUND, MEDIA_IN_TRASH})
  Versioned<MediaView> updateMedia(
      @CurrentUser UserId userId,
      @PathVariable MediaId id,
      @RequestHeader(HttpHeaders.IF_MATCH) IfMatch condition,
      @RequestBody MergePatch patch) {
    return views.ok(updater.update(userId, id, condition, MediaUpdate.of(patch)));
  }

  @DeleteMapping("/media/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Move a media item to the trash",
      description =
          "It can be restored for 30 days. An item that was never uploaded is discarded and its"
              + " upload aborted. The operation is idempotent.")
  void deleteMedia(@CurrentUser UserId userId, @PathVariable MediaId id) {
    deletion.moveToTrash(userId, id);
  }

  /** The schema of a patch, which {@link MediaUpdate} reads. */
  private record UpdateMediaRequest(
      @Nullable FileName fileName,
      @Schema(
              types = {"string", "null"},
              description = "`null` takes the item out of its album",
              pattern = "^[0-7][0-9A-HJKMNP-TV-Z]{25}$",
              minLength = 26,
              maxLength = 26,
              example = "01KAQA0F3V9S6R1P8HG4E2D7K5")
          @Nullable String albumId) {}
}
