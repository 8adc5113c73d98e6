package dev.madang.media.download;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.defaults.problem.Problem;
import dev.madang.media.catalog.MediaCatalog;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.MediaNotFound;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.download.OriginalLinks.Link;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestController
@Tag(name = "Media")
class OriginalController {

  private final MediaCatalog catalog;
  private final OriginalLinks links;

  OriginalController(MediaCatalog catalog, OriginalLinks links) {
    this.catalog = catalog;
    this.links = links;
  }

  @GetMapping("/v1/media/{id}/original")
  @Operation(
      summary = "A link to the original of one media",
      description = "It downloads under the name of the media. Only what is ready is given out.")
  @ApiProblem(status = 404, problem = "media-not-found")
  @ApiProblem(status = 409, problem = "media-not-ready")
  @ApiProblem(status = 409, problem = "media-in-trash")
  ResponseEntity<Download> original(@AuthenticationPrincipal Jwt token, @PathVariable MediaId id) {
    var owner = new OwnerId(requireNonNull(token.getSubject()));
    var media =
        catalog
            .find(owner, id)
            .filter(it -> !it.placement().isCondemned())
            .orElseThrow(() -> new MediaNotFound(id.value()));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(Download.of(links.to(media)));
  }

  /**
   * @param expiresAt from when the url opens nothing; ask again for another
   */
  record Download(URI url, Instant expiresAt) {

    static Download of(Link link) {
      return new Download(link.url(), link.expiresAt());
    }
  }

  @RestControllerAdvice
  @Order(0)
  static class DownloadProblems {

    @ExceptionHandler
    ProblemDetail on(MediaNotReady refused) {
      return Problem.of(HttpStatus.CONFLICT, "media-not-ready", "Only what is ready is given out.");
    }
  }
}
