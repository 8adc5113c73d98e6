package dev.madang.user.session;

import static java.util.Objects.requireNonNull;

import dev.madang.user.UserId;
import java.time.Instant;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The session of a Cognito access token.
 *
 * @param session its {@code origin_jti}, which refreshing does not change
 * @param createdAt its {@code auth_time}, which refreshing does not change either; in seconds
 */
public record SessionToken(UserId user, String session, Instant createdAt) {

  public static SessionToken of(Jwt token) {
    return new SessionToken(
        new UserId(requireNonNull(token.getSubject())),
        requireNonNull(token.getClaimAsString("origin_jti"), "a token without origin_jti"),
        requireNonNull(token.getClaimAsInstant("auth_time"), "a token without auth_time"));
  }
}
