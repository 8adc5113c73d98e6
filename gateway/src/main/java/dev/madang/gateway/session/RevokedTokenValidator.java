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
 * Rejects the tokens of revoked sessions. A token has the time of its sign-in in whole seconds, so
 * a sign-in in the same second as a revocation counts as earlier; user-service waits for the next
 * second before it responds.
 */
@Component
class RevokedTokenValidator implements OAuth2TokenValidator<Jwt> {

  private static final OAuth2TokenValidatorResult REVOKED =
      OAuth2TokenValidatorResult.failure(
          new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The session is revoked", null));

  private final Map<String, Instant> sessions = new ConcurrentHashMap<>();
  private final Map<String, UserRevocation> users = new ConcurrentHashMap<>();
  private final Clock clock;

  RevokedTokenValidator(Clock clock) {
    this.clock = clock;
  }

  @Override
  public OAuth2TokenValidatorResult validate(Jwt token) {
    return isRevoked(token) ? REVOKED : OAuth2TokenValidatorResult.success();
  }

  private boolean isRevoked(Jwt token) {
    var session = token.getClaimAsString("origin_jti");
    if (session != null && sessions.containsKey(session)) {
      return true;
    }
    var subject = token.getSubject();
    var user = subject == null ? null : users.get(subject);
    return user != null && isSignedInBefore(user.notBefore(), token);
  }

  private static boolean isSignedInBefore(Instant time, Jwt token) {
    var signedInAt =
        token.hasClaim("auth_time") ? token.getClaimAsInstant("auth_time") : token.getIssuedAt();
    return signedInAt == null || signedInAt.isBefore(time);
  }

  /** Adds to the known revocations and drops the expired ones; adding is idempotent. */
  void add(List<Revocation> revocations) {
    for (var revocation : revocations) {
      if (revocation.sessionId() != null) {
        sessions.put(revocation.sessionId(), revocation.expiresAt());
      }
      if (revocation.userId() != null && revocation.notBefore() != null) {
        users.merge(
            revocation.userId(),
            new UserRevocation(revocation.notBefore(), revocation.expiresAt()),
            UserRevocation::later);
      }
    }
    var now = clock.instant();
    sessions.values().removeIf(expiresAt -> expiresAt.isBefore(now));
    users.values().removeIf(user -> user.expiresAt().isBefore(now));
  }

  int size() {
    return sessions.size() + users.size();
  }

  private record UserRevocation(Instant notBefore, Instant expiresAt) {

    UserRevocation later(UserRevocation other) {
      return notBefore.isAfter(other.notBefore) ? this : other;
    }
  }
}
