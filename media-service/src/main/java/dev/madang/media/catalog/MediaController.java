package dev.madang.media.catalog;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.defaults.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestController
@Tag(name = "Media")
class MediaController {

  private final MediaCatalog catalog;
  private final MediaViews views;

  MediaController(MediaCatalog catalog, MediaViews views) {
    this.catalog = catalog;
    this.views = views;
  }

  @GetMapping("/v1/media")
  @Operation(summary = "The media of the signed-in user, newest first, without those in the trash")
  ResponseEntity<MediaPage> listMedia(
      @AuthenticationPrincipal Jwt token,
      @Parameter(description = "The next of the page before; the first page has none") @RequestParam
          Optional<String> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var before = cursor.map(Cursor::parse).map(Cursor::last);
    return views.answer(catalog.newest(owner(token), before, limit + 1), limit);
  }

  @GetMapping("/v1/media/{id}")
  @Operation(
      summary = "One media of the signed-in user, with links to its renditions",
      description = "Also one that is in the trash: then it has deletedAt.")
  @ApiResponse(
      responseCode = "200",
      headers =
          @Header(
              name = "ETag",
              description = "For If-Match",
              schema = @Schema(type = "string", example = "\"0\"")))
  @ApiProblem(status = 404, problem = "media-not-found")
  ResponseEntity<MediaView> getMedia(@AuthenticationPrincipal Jwt token, @PathVariable MediaId id) {
    var media =
        catalog
            .find(owner(token), id)
            .filter(it -> !it.placement().isCondemned())
            .orElseThrow(() -> new MediaNotFound(id.value()));
    return views.answer(media);
  }

  private static OwnerId owner(Jwt token) {
    return new OwnerId(requireNonNull(token.getSubject()));
  }

  @RestControllerAdvice
  @Order(0)
  static class MediaProblems {

    @ExceptionHandler
    ProblemDetail on(MediaNotFound missing) {
      return Problem.of(HttpStatus.NOT_FOUND, "media-not-found", "You have no such media.");
    }

    @ExceptionHandler
    ProblemDetail on(MediaInTrash refused) {
      return Problem.of(HttpStatus.CONFLICT, "media-in-trash", "Restore it first.");
    }

    @ExceptionHandler
    ProblemDetail on(InvalidCursor refused) {
      return Problem.of(
          HttpStatus.BAD_REQUEST, "invalid-cursor", "Use the next of an answer, unchanged.");
    }
  }
}
