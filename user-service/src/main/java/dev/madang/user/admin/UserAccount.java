package dev.madang.user.admin;

import dev.madang.user.UserId;
import java.time.Instant;

/**
 * An account as the user pool keeps it.
 *
 * @param status in Cognito's words, such as {@code CONFIRMED}
 * @param changedAt when anything of it was changed last
 */
record UserAccount(
    UserId id, String email, String status, boolean enabled, Instant createdAt, Instant changedAt) {

  /** Nobody has set a password yet: forgetting it does not help either. */
  boolean awaitsPassword() {
    return status.equals("FORCE_CHANGE_PASSWORD");
  }
}
