package dev.madang.user.session;

import dev.madang.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** A revoked session, or all sessions of a user. */
sealed interface Revocation {

  /** When no token that it concerns can be valid any more. */
  Instant expiresAt();

  /**
   * @param id the {@code origin_jti} of its tokens
   */
  record OfSession(String id, Instant expiresAt) implements Revocation {}

  /**
   * @param notBefore sessions that began before it are revoked; in whole seconds, as {@code
   *     auth_time}
   * @param except the {@code origin_jti} of the only earlier session that stays valid
   */
  record OfUser(UserId user, Instant notBefore, Optional<String> except, Instant expiresAt)
      implements Revocation {}
}
