package dev.madang.media.publication;

import static dev.madang.media.MediaProblem.MEDIA_IN_TRASH;
import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;
import static dev.madang.media.MediaProblem.MEDIA_NOT_READY;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.defaults.web.Versioned;
import dev.madang.media.ApiProblems;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.media.MediaView;
import dev.madang.media.media.MediaViews;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

@ApiController("/media/{id}/publication")
@Tag(name = "Media")
class PublicationController {

  private final PublicationService publication;
  private final MediaViews views;

  PublicationController(PublicationService publication, MediaViews views) {
    this.publication = publication;
    this.views = views;
  }

  @PutMapping
  @Operation(
      summary = "Publish a media item",
      description =
          "Makes the renditions of an image public. The response has their addresses, which do not"
              + " reveal the user. The original stays private. The operation is idempotent.")
  @ApiProblems({MEDIA_NOT_FOUND, MEDIA_NOT_READY, MEDIA_IN_TRASH})
  Versioned<MediaView> publishMedia(@CurrentUser UserId userId, @PathVariable MediaId id) {
    return views.ok(publication.publish(userId, id));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Unpublish a media item",
      description =
          "Makes the renditions private again. The public addresses stop working within minutes;"
              + " copies that a client has stored remain. The operation is idempotent.")
  @ApiProblems(MEDIA_NOT_FOUND)
  void unpublishMedia(@CurrentUser UserId userId, @PathVariable MediaId id) {
    publication.unpublish(userId, id);
  }
}
