package dev.madang.gateway.session;

import dev.madang.gateway.session.UserService.Revocation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  private final RevocationSet revoked = new RevocationSet();

  @Override
  public OAuth2TokenValidatorResult validate(Jwt token) {
    return isRevoked(token) ? REVOKED : OAuth2TokenValidatorResult.success();
  }

  private boolean isRevoked(Jwt token) {
    var session = token.getClaimAsString("origin_jti");
    if (session != null && revoked.contains(session)) {
      return true;
    }
    var user = token.getSubject();
    return user != null && revoked.contains(user, session, signedInAt(token));
  }

  private static @Nullable Instant signedInAt(Jwt token) {
    return token.hasClaim("auth_time") ? token.getClaimAsInstant("auth_time") : token.getIssuedAt();
  }

  /** Adds to the known revocations; adding is idempotent. */
  void add(List<Revocation> revocations) {
    for (var revocation : revocations) {
      if (revocation.sessionId() != null) {
        revoked.add(revocation.sessionId(), revocation.expiresAt());
      }
      if (revocation.userId() != null && revocation.notBefore() != null) {
        revoked.add(
            revocation.userId(),
            revocation.notBefore(),
            revocation.exceptSessionId(),
            revocation.expiresAt());
      }
    }
  }

  void removeExpired(Instant now) {
    revoked.removeExpired(now);
  }

  int size() {
    return revoked.size();
  }
}
