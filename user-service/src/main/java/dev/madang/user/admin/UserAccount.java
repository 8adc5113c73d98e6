package dev.madang.user.admin;

import dev.madang.user.UserId;
import java.time.Instant;

/**
 * An account in the user pool.
 *
 * @param status the user status of Cognito, such as {@code CONFIRMED}
 */
record UserAccount(
    UserId id, String email, String status, boolean enabled, Instant createdAt, Instant updatedAt) {

  /** Without a password the user cannot even reset it. */
  boolean hasNoPassword() {
    return status.equals("FORCE_CHANGE_PASSWORD");
  }
}
