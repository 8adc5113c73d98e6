package dev.madang.user.security;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.defaults.problem.Problem;
import dev.madang.user.profile.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestController
@Tag(name = "Security")
class SecurityEventController {

  private final SecurityEvents events;

  SecurityEventController(SecurityEvents events) {
    this.events = events;
  }

  @GetMapping("/v1/me/security-events")
  @Operation(summary = "What happened to the account within the last year, newest first")
  @ApiProblem(status = 400, problem = "invalid-cursor")
  ResponseEntity<Page> securityEvents(
      @AuthenticationPrincipal Jwt token,
      @Parameter(description = "The next of the page before; the first page has none") @RequestParam
          Optional<String> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var user = new UserId(requireNonNull(token.getSubject()));
    var newest = events.newest(user, cursor.map(Cursor::parse).map(Cursor::last), limit + 1);
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Page.of(newest, limit));
  }

  /**
   * @param next the cursor of the next page; absent on the last one
   */
  @Schema(name = "SecurityEventPage")
  record Page(List<Event> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {

    /**
     * @param events one more than the limit when there are more
     */
    static Page of(List<SecurityEvent> events, int limit) {
      var items = events.stream().limit(limit).toList();
      var next = events.size() > limit ? new Cursor(items.getLast().id()).toString() : null;
      return new Page(items.stream().map(Event::of).toList(), next);
    }
  }

  /** One event; a kind that a client does not know may come. */
  @Schema(name = "SecurityEvent")
  record Event(
      @Schema(example = "01KAQ9Z6J5T8M2W4Y7C3X0NB1D") String id,
      @Schema(implementation = String.class, example = "signed-in") String kind,
      Instant at,
      @Schema(description = "Of the client, as the gateway saw it", example = "203.0.113.7")
          String address,
      @Schema(example = "Mozilla/5.0") String userAgent,
      @Schema(example = "{\"session\": \"0f2d6c1e-8f3a-4d53-9d57-6c4f3f0b8a11\"}")
          Map<String, String> details) {

    static Event of(SecurityEvent event) {
      return new Event(
          event.id(),
          event.kind().code(),
          event.at(),
          event.origin().address(),
          event.origin().userAgent(),
          event.details());
    }
  }

  @RestControllerAdvice
  @Order(0)
  static class SecurityEventProblems {

    @ExceptionHandler
    ProblemDetail on(InvalidCursor refused) {
      return Problem.of(
          HttpStatus.BAD_REQUEST, "invalid-cursor", "Use the next of an answer, unchanged.");
    }
  }
}
