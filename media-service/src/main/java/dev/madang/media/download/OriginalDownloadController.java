package dev.madang.media.download;

import static dev.madang.media.MediaProblem.MEDIA_IN_TRASH;
import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;
import static dev.madang.media.MediaProblem.MEDIA_NOT_READY;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.media.ApiProblems;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.media.MediaCatalog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

@ApiController
@Tag(name = "Media")
class OriginalDownloadController {

  private final MediaCatalog catalog;
  private final OriginalLinks links;

  OriginalDownloadController(MediaCatalog catalog, OriginalLinks links) {
    this.catalog = catalog;
    this.links = links;
  }

  @PostMapping("/media/{id}/download-links")
  @Operation(
      summary = "Create a download link of the original",
      description = "The file downloads under the item's `fileName`. The item must be `ready`.")
  @ApiProblems({MEDIA_NOT_FOUND, MEDIA_NOT_READY, MEDIA_IN_TRASH})
  DownloadLink createOriginalDownloadLink(@CurrentUser UserId userId, @PathVariable MediaId id) {
    var media =
        catalog
            .find(userId, id)
            .filter(it -> !it.attributes().isPurging())
            .orElseThrow(MEDIA_NOT_FOUND::exception);
    return links.create(media);
  }
}
