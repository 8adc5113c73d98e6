package dev.madang.media.publication;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.defaults.problem.Problem;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.MediaView;
import dev.madang.media.catalog.MediaViews;
import dev.madang.media.catalog.OwnerId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestController
@RequestMapping("/v1/media/{id}/publication")
@Tag(name = "Media")
class PublicationController {

  private final Publishing publishing;
  private final MediaViews views;

  PublicationController(Publishing publishing, MediaViews views) {
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
    return views.answer(publishing.publish(owner(token), id));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Shows the picture to its owner alone again",
      description =
          "The public addresses end within minutes; what a browser has kept, it has kept.")
  @ApiProblem(status = 404, problem = "media-not-found")
  void withdraw(@AuthenticationPrincipal Jwt token, @PathVariable MediaId id) {
    publishing.withdraw(owner(token), id);
  }

  private static OwnerId owner(Jwt token) {
    return new OwnerId(requireNonNull(token.getSubject()));
  }

  @RestControllerAdvice
  @Order(0)
  static class PublicationProblems {

    @ExceptionHandler
    ProblemDetail on(MediaNotReady refused) {
      return Problem.of(
          HttpStatus.CONFLICT, "media-not-ready", "Only a picture that is ready can be shown.");
    }
  }
}
