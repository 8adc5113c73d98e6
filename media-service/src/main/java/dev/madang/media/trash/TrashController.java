package dev.madang.media.trash;

import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;
import static dev.madang.media.MediaProblem.MEDIA_NOT_IN_TRASH;
import static dev.madang.media.MediaProblem.ORIGINAL_UNAVAILABLE;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.defaults.web.Cursor;
import dev.madang.defaults.web.Page;
import dev.madang.defaults.web.Versioned;
import dev.madang.media.ApiProblems;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaView;
import dev.madang.media.media.MediaViews;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

@ApiController
@Tag(name = "Trash", description = "Deleted media items, which can be restored for 30 days")
class TrashController {

  private final Trash trash;
  private final MediaCatalog catalog;
  private final MediaViews views;

  TrashController(Trash trash, MediaCatalog catalog, MediaViews views) {
    this.trash = trash;
    this.catalog = catalog;
    this.views = views;
  }

  @GetMapping("/trash")
  @Operation(
      summary = "List the trash",
      description =
          "The media items in the trash of the signed-in user, newest item first. The list is"
              + " eventually consistent.")
  Page<MediaView> listTrash(
      @CurrentUser UserId userId,
      @RequestParam Optional<Cursor> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var before = cursor.map(it -> it.decode(MediaId::new));
    return views.page(catalog.inTrash(userId, before, limit + 1), limit);
  }

  @PostMapping("/media/{id}/restoration")
  @Operation(
      summary = "Restore a media item from the trash",
      description =
          "The item returns to its album and is private. An item that is not in the trash is"
              + " returned unchanged.")
  @ApiProblems({MEDIA_NOT_FOUND, ORIGINAL_UNAVAILABLE})
  Versioned<MediaView> restoreMedia(@CurrentUser UserId userId, @PathVariable MediaId id) {
    return views.ok(trash.restore(userId, id));
  }

  @DeleteMapping("/trash/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Purge a media item",
      description =
          "Removes an item in the trash permanently, with its original and renditions. The"
              + " operation is idempotent.")
  @ApiProblems(MEDIA_NOT_IN_TRASH)
  void purgeMedia(@CurrentUser UserId userId, @PathVariable MediaId id) {
    trash.purge(userId, id);
  }
}
