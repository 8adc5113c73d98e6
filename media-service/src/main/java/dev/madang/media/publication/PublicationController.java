package dev.madang.media.publication;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.media.MediaView;
import dev.madang.media.media.MediaViews;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/media/{id}/publication")
@Tag(name = "MediaItem")
class PublicationController {

  private final PublicationService publishing;
  private final MediaViews views;

  PublicationController(PublicationService publishing, MediaViews views) {
    this.publishing = publishing;
    this.views = views;
  }

  @PutMapping
  @Operation(
      summary = "Shows the renditions of a picture to everybody who has their addresses",
      description =
          "The answer has the addresses; nothing in them tells whose picture it is. The original"
              + " stays private.")
  @ApiProblem(status = 404, problem = "media-not-found")
  @ApiProblem(status = 409, problem = "media-not-ready")
  @ApiProblem(status = 409, problem = "media-in-trash")
  ResponseEntity<MediaView> publish(@AuthenticationPrincipal Jwt token, @PathVariable MediaId id) {
    return views.ok(publishing.publish(userId(token), id));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Shows the picture to its userId alone again",
      description =
          "The public addresses end within minutes; what a browser has kept, it has kept.")
  @ApiProblem(status = 404, problem = "media-not-found")
  void withdraw(@AuthenticationPrincipal Jwt token, @PathVariable MediaId id) {
    publishing.withdraw(userId(token), id);
  }

  private static UserId userId(Jwt token) {
    return new UserId(requireNonNull(token.getSubject()));
  }
}
