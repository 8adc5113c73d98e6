package dev.madang.media.album;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.media.catalog.AlbumNotFound;
import dev.madang.media.catalog.Albums;
import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.MediaCatalog;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.MediaInTrash;
import dev.madang.media.catalog.MediaNotFound;
import dev.madang.media.catalog.MediaView;
import dev.madang.media.catalog.MediaViews;
import dev.madang.media.catalog.OwnerId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Media")
class PlacementController {

  private final MediaCatalog catalog;
  private final Albums albums;
  private final MediaViews views;

  PlacementController(MediaCatalog catalog, Albums albums, MediaViews views) {
    this.catalog = catalog;
    this.albums = albums;
    this.views = views;
  }

  @PatchMapping(
      path = "/v1/media/{id}",
      consumes = {MergePatch.TYPE, MediaType.APPLICATION_JSON_VALUE})
  @Operation(
      summary = "Rename a media, or put it into an album or out of it",
      description =
          "A JSON merge patch (RFC 7396): what is not named stays, null takes out of the album. It"
              + " is applied as a whole or not at all.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = {
        @Content(mediaType = MergePatch.TYPE, schema = @Schema(implementation = Patch.class)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = Patch.class))
      })
  @ApiResponse(
      responseCode = "200",
      headers =
          @Header(
              name = "ETag",
              description = "Of the changed media",
              schema = @Schema(type = "string", example = "\"1\"")))
  @ApiProblem(status = 400, problem = "invalid-request")
  @ApiProblem(status = 400, problem = "unknown-field")
  @ApiProblem(status = 400, problem = "forbidden-field")
  @ApiProblem(status = 404, problem = "media-not-found")
  @ApiProblem(status = 404, problem = "album-not-found")
  @ApiProblem(status = 409, problem = "media-in-trash")
  @ApiProblem(status = 412, problem = "changed-meanwhile")
  @ApiProblem(status = 428, problem = "precondition-required")
  ResponseEntity<MediaView> changeMedia(
      @AuthenticationPrincipal Jwt token,
      @PathVariable MediaId id,
      @Parameter(description = "The ETag of the media that is changed, or *", example = "\"0\"")
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Nullable String ifMatch,
      @RequestBody byte[] patch) {
    var condition = IfMatch.parse(ifMatch);
    var change = MediaPatch.parse(patch);
    var owner = new OwnerId(requireNonNull(token.getSubject()));
    var media = catalog.find(owner, id).orElseThrow(() -> new MediaNotFound(id.value()));
    requireAlbum(owner, change);
    while (true) {
      requireNotInTrash(media);
      condition.require(media.placement().revision());
      var placement = change.applied(media.placement());
      if (placement.equals(media.placement())) {
        return views.answer(media);
      }
      // An album that is removed just now is none, whatever is written here.
      var standing = catalog.place(media, placement);
      if (standing.placement().equals(placement)) {
        return views.answer(standing);
      }
      media = standing;
    }
  }

  private void requireAlbum(OwnerId owner, MediaPatch change) {
    change
        .album()
        .flatMap(it -> it)
        .filter(it -> albums.find(owner, it).isEmpty())
        .ifPresent(missing -> {
          throw new AlbumNotFound(missing.value());
        });
  }

  private static void requireNotInTrash(Media media) {
    if (media.placement().isCondemned()) {
      throw new MediaNotFound(media.id().value());
    }
    if (media.placement().isInTrash()) {
      throw new MediaInTrash(media.id());
    }
  }

  /** How a patch looks in the spec; {@link MediaPatch} reads it. */
  @Schema(name = "MediaPatch")
  private record Patch(
      @Schema(example = "dandelion.jpg", minLength = 1, maxLength = 255) @Nullable String fileName,
      @Schema(
              example = "01KAQ9Z6J5T8M2W4Y7C3X0NB1D",
              types = {"string", "null"})
          @Nullable String album) {}
}
