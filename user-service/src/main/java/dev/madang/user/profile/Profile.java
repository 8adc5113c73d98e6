package dev.madang.user.profile;

import java.time.Instant;

/**
 * What Madang knows of a user.
 *
 * @param email confirmed by its owner
 * @param openedAt when the profile was made, in milliseconds
 */
public record Profile(UserId id, String email, String displayName, Instant openedAt) {

  /** A new profile; a user without a name is called by the address. */
  public static Profile opened(UserId id, String email, String displayName, Instant now) {
    return new Profile(
        id,
        email,
        displayName.isBlank() ? email : displayName,
        Instant.ofEpochMilli(now.toEpochMilli()));
  }
}
