package dev.madang.user.session;

import static dev.madang.user.UserProblem.SESSION_NOT_FOUND;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.defaults.web.Cursor;
import dev.madang.defaults.web.Page;
import dev.madang.user.ApiProblems;
import dev.madang.user.UserId;
import dev.madang.user.ratelimit.AccountLimits;
import dev.madang.user.securityevent.ClientInfo;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

@ApiController("/me/sessions")
@Tag(name = "Sessions", description = "The devices on which the user is signed in")
class SessionController {

  private final Sessions sessions;
  private final SessionRevocation revocation;
  private final AccountLimits limits;

  SessionController(Sessions sessions, SessionRevocation revocation, AccountLimits limits) {
    this.sessions = sessions;
    this.revocation = revocation;
    this.limits = limits;
  }

  @GetMapping
  @Operation(
      summary = "List the sessions of the user",
      description = "The latest sign-in comes first.")
  Page<SessionView> listSessions(
      @AuthenticationPrincipal Jwt token,
      @RequestParam Optional<Cursor> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var current = SessionToken.of(token);
    var position = cursor.map(it -> it.decode(Session.Position::parse));
    return Page.of(
        sessions.list(current.user(), position, limit + 1),
        limit,
        session -> SessionView.of(session, current.session()),
        session -> session.position().toString());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Revoke a session",
      description =
          "Within 5 seconds none of its access tokens is accepted any more, refreshed ones"
              + " included.")
  @ApiResponse(responseCode = "204", description = "Revoked")
  @ApiProblems(SESSION_NOT_FOUND)
  void revokeSession(
      @CurrentUser UserId user,
      @Parameter(
              description = "The `id` of a session",
              example = "0f2d6c1e-8f3a-4d53-9d57-6c4f3f0b8a11",
              schema = @Schema(pattern = "^[0-9A-Za-z-]{1,64}$", maxLength = 64))
          @PathVariable
          String id,
      ClientInfo client) {
    limits.countSessionRevocation(user);
    revocation.revoke(user, id, client);
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Revoke all sessions, the current one included",
      description =
          "Within 5 seconds no token is accepted that belongs to a sign-in before the response.")
  @ApiResponse(responseCode = "204", description = "Revoked")
  void revokeAllSessions(@AuthenticationPrincipal Jwt token, ClientInfo client) {
    revocation.revokeAll(token, client);
  }

  @Schema(name = "Session")
  record SessionView(
      @Schema(
              example = "0f2d6c1e-8f3a-4d53-9d57-6c4f3f0b8a11",
              pattern = "^[0-9A-Za-z-]{1,64}$",
              maxLength = 64)
          String id,
      @Schema(description = "The sign-in") Instant createdAt,
      @Schema(description = "Accurate to one hour") Instant lastSeenAt,
      @Schema(
              description = "The client's IP address when it was last seen; empty if unknown",
              example = "203.0.113.7",
              pattern = "^[0-9A-Za-z.:%_-]*$",
              maxLength = 64)
          String address,
      @Schema(
              description = "The client's User-Agent header when it was last seen",
              example = "Mozilla/5.0",
              maxLength = 200)
          String userAgent,
      @Schema(description = "Whether this request belongs to the session") boolean current) {

    static SessionView of(Session session, String current) {
      return new SessionView(
          session.id(),
          session.createdAt(),
          session.lastSeenAt(),
          session.client().address(),
          session.client().userAgent(),
          session.id().equals(current));
    }
  }
}
