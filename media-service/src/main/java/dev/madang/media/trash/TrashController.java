package dev.madang.media.trash;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.defaults.problem.Problem;
import dev.madang.defaults.web.Cursor;
import dev.madang.defaults.web.Page;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaView;
import dev.madang.media.media.MediaViews;
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
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestController
@Tag(name = "Trash")
class TrashController {

  private final Trash trash;
  private final MediaCatalog catalog;
  private final MediaViews views;

  TrashController(Trash trash, MediaCatalog catalog, MediaViews views) {
    this.trash = trash;
    this.catalog = catalog;
    this.views = views;
  }

  @GetMapping("/v1/media/trash")
  @Operation(
      summary = "What is in the trash, newest media first",
      description = "What was deleted or restored a moment ago may be shown a moment late.")
  @ApiProblem(status = 400, problem = "invalid-cursor")
  Page<MediaView> listTrash(
      @AuthenticationPrincipal Jwt token,
      @Parameter(description = "The next of the page before; the first page has none") @RequestParam
          Optional<Cursor> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var before = cursor.map(it -> it.decode(MediaId::new));
    return views.page(catalog.inTrash(userId(token), before, limit + 1), limit);
  }

  @PostMapping("/v1/media/{id}/restoration")
  @Operation(
      summary = "Take a media out of the trash",
      description =
          "It is in its album again, and private. One that is in no trash stays as it is.")
  @ApiResponse(
      responseCode = "200",
      headers =
          @Header(
              name = "ETag",
              description = "For If-Match",
              schema = @Schema(type = "string", example = "\"2\"")))
  @ApiProblem(status = 404, problem = "media-not-found")
  @ApiProblem(status = 409, problem = "original-gone")
  ResponseEntity<MediaView> restoreMedia(
      @AuthenticationPrincipal Jwt token, @PathVariable MediaId id) {
    return views.ok(trash.restore(userId(token), id));
  }

  @DeleteMapping("/v1/media/trash/{id}")
  @Operation(
      summary = "Remove a media of the trash for good",
      description = "Nothing brings it back. Removing it again changes nothing.")
  @ApiResponse(responseCode = "204", description = "There is no such media")
  @ApiProblem(status = 409, problem = "media-not-in-trash")
  ResponseEntity<Void> removeForGood(@AuthenticationPrincipal Jwt token, @PathVariable MediaId id) {
    trash.remove(userId(token), id);
    return nothing();
  }

  private static UserId userId(Jwt token) {
    return new UserId(requireNonNull(token.getSubject()));
  }

  private static ResponseEntity<Void> nothing() {
    return ResponseEntity.noContent().cacheControl(CacheControl.noStore()).build();
  }

  @RestControllerAdvice
  @Order(0)
  static class TrashProblems {

    @ExceptionHandler
    ProblemDetail on(OriginalGone gone) {
      return Problem.of(
          HttpStatus.CONFLICT, "original-gone", "Its original was removed; nothing is left.");
    }

    @ExceptionHandler
    ProblemDetail on(MediaNotInTrash refused) {
      return Problem.of(HttpStatus.CONFLICT, "media-not-in-trash", "Delete it first.");
    }
  }
}
