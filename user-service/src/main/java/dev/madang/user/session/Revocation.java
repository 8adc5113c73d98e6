package dev.madang.user.session;

import dev.madang.user.profile.UserId;
import java.time.Instant;

/** What is no longer good, and until when that must be remembered. */
sealed interface Revocation {

  Instant until();

  /**
   * @param id the {@code origin_jti} of its tokens
   */
  record OfSession(String id, Instant until) implements Revocation {}

  /**
   * @param notBefore sessions that began before it are over; in whole seconds, as {@code auth_time}
   */
  record OfUser(UserId user, Instant notBefore, Instant until) implements Revocation {}
}
