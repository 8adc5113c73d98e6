package dev.madang.gateway.session;

import dev.madang.gateway.session.UserService.Revocation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Rejects the tokens of sessions that were ended. A token says to the second when its session
 * began, so a sign-in of the very second of a revocation counts as before it; user-service lets
 * that second pass before it answers.
 */
@Component
class RevokedTokenValidator implements OAuth2TokenValidator<Jwt> {

  private static final OAuth2TokenValidatorResult REFUSED =
      OAuth2TokenValidatorResult.failure(
          new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The session is over", null));

  private final Map<String, Instant> sessions = new ConcurrentHashMap<>();
  private final Map<String, Everywhere> users = new ConcurrentHashMap<>();
  private final Clock clock;

  RevokedTokenValidator(Clock clock) {
    this.clock = clock;
  }

  @Override
  public OAuth2TokenValidatorResult validate(Jwt token) {
    return isOver(token) ? REFUSED : OAuth2TokenValidatorResult.success();
  }

  private boolean isOver(Jwt token) {
    var session = token.getClaimAsString("origin_jti");
    if (session != null && sessions.containsKey(session)) {
      return true;
    }
    var subject = token.getSubject();
    var everywhere = subject == null ? null : users.get(subject);
    return everywhere != null && beganBefore(everywhere.notBefore(), token);
  }

  private static boolean beganBefore(Instant time, Jwt token) {
    var signedIn =
        token.hasClaim("auth_time") ? token.getClaimAsInstant("auth_time") : token.getIssuedAt();
    return signedIn == null || signedIn.isBefore(time);
  }

  /** Those that were added before stay until their time is over; twice is once. */
  void add(List<Revocation> revocations) {
    for (var revocation : revocations) {
      if (revocation.sessionId() != null) {
        sessions.put(revocation.sessionId(), revocation.expiresAt());
      }
      if (revocation.userId() != null && revocation.notBefore() != null) {
        users.merge(
            revocation.userId(),
            new Everywhere(revocation.notBefore(), revocation.expiresAt()),
            Everywhere::later);
      }
    }
    var now = clock.instant();
    sessions.values().removeIf(until -> until.isBefore(now));
    users.values().removeIf(everywhere -> everywhere.until().isBefore(now));
  }

  int size() {
    return sessions.size() + users.size();
  }

  private record Everywhere(Instant notBefore, Instant until) {

    Everywhere later(Everywhere other) {
      return notBefore.isAfter(other.notBefore) ? this : other;
    }
  }
}
