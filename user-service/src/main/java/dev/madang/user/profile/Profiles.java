package dev.madang.user.profile;

import dev.madang.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The profiles of all users. */
public interface Profiles {

  /**
   * Creates a profile, unless there is one: the first of two writers wins.
   *
   * @return the profile as it now is; empty if the account is being deleted
   */
  Optional<Profile> createIfAbsent(Profile profile);

  /** The profile, possibly out of date; empty if the account is being deleted. */
  Optional<Profile> find(UserId id);

  /** Whether the account is being deleted or is deleted; consistent. */
  boolean isDeleting(UserId id);

  /**
   * Applies all changes or none.
   *
   * @param expected the version that the profile must have; empty for any
   */
  ProfileUpdateResult update(UserId id, ProfileUpdate update, OptionalLong expected);

  /**
   * Marks the account as being deleted: there is no profile and none can be created until the
   * marker is {@linkplain #delete deleted}. Idempotent; also for a user without a profile.
   */
  void markDeleting(UserId id, Instant now);

  /**
   * Deletes a profile or a marker.
   *
   * @return whether there was one
   */
  boolean delete(UserId id);
}
