package dev.madang.user.session;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.defaults.problem.Problem;
import dev.madang.user.profile.UserId;
import dev.madang.user.security.Origin;
import dev.madang.user.security.SecurityEventKind;
import dev.madang.user.security.SecurityEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestController
@RequestMapping("/v1/me/sessions")
@Tag(name = "Sessions")
class SessionController {

  private static final int SHOWN = 100;

  private final Sessions sessions;
  private final GlobalSignOut globalSignOut;
  private final SecurityEvents events;

  SessionController(Sessions sessions, GlobalSignOut globalSignOut, SecurityEvents events) {
    this.sessions = sessions;
    this.globalSignOut = globalSignOut;
    this.events = events;
  }

  @GetMapping
  @Operation(summary = "The devices on which the user is signed in, the latest sign-in first")
  ResponseEntity<Devices> sessions(@AuthenticationPrincipal Jwt token) {
    var current = SessionToken.of(token);
    var items =
        sessions.of(current.user()).stream()
            .limit(SHOWN)
            .map(session -> Device.of(session, current.session()))
            .toList();
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Devices(items));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Sign one device out",
      description =
          "Within 5 s none of its access tokens is taken any more, refreshed ones included.")
  @ApiProblem(status = 404, problem = "session-not-found")
  void revoke(
      @AuthenticationPrincipal Jwt token,
      @Parameter(description = "The id of an item of the list") @PathVariable String id,
      @Parameter(hidden = true) HttpServletRequest request) {
    var user = user(token);
    var session = sessions.find(user, id).orElseThrow(() -> new SessionNotFound(id));
    sessions.revoke(user, session.id());
    events.record(
        user,
        SecurityEventKind.SESSION_REVOKED,
        Origin.of(request),
        Map.of("session", session.id()));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Sign every device out, this one included",
      description = "Within 5 s no token is taken that was issued for a sign-in before the answer.")
  @ApiProblem(status = 429, problem = "too-many-requests")
  void revokeAll(
      @AuthenticationPrincipal Jwt token, @Parameter(hidden = true) HttpServletRequest request) {
    var user = user(token);
    // Cognito first: while it is away the token stays good to ask again.
    globalSignOut.ofUserWith(token);
    sessions.revokeAll(user);
    events.record(user, SecurityEventKind.SIGNED_OUT_EVERYWHERE, Origin.of(request), Map.of());
  }

  private static UserId user(Jwt token) {
    return new UserId(requireNonNull(token.getSubject()));
  }

  /**
   * @param items 100 at most
   */
  @Schema(name = "Sessions")
  record Devices(List<Device> items) {}

  @Schema(name = "Session")
  record Device(
      @Schema(example = "0f2d6c1e-8f3a-4d53-9d57-6c4f3f0b8a11") String id,
      Instant signedInAt,
      @Schema(description = "To the hour") Instant lastSeenAt,
      @Schema(description = "When it was seen last, as the gateway saw it", example = "203.0.113.7")
          String address,
      @Schema(example = "Mozilla/5.0") String userAgent,
      @Schema(description = "Whether it is the one that asks") boolean current) {

    static Device of(Session session, String current) {
      return new Device(
          session.id(),
          session.signedInAt(),
          session.lastSeenAt(),
          session.origin().address(),
          session.origin().userAgent(),
          session.id().equals(current));
    }
  }

  @RestControllerAdvice
  @Order(0)
  static class SessionProblems {

    @ExceptionHandler
    ProblemDetail on(SessionNotFound missing) {
      return Problem.of(
          HttpStatus.NOT_FOUND, "session-not-found", "You are not signed in with such a session.");
    }
  }
}
