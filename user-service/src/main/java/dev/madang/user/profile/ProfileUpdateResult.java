package dev.madang.user.profile;

/** The result of {@link Profiles#update}. */
public sealed interface ProfileUpdateResult {

  record Updated(Profile profile) implements ProfileUpdateResult {}

  /** Another version than the expected one; nothing was changed. */
  record VersionConflict(Profile current) implements ProfileUpdateResult {}

  /** There is no profile, or the account is being deleted. */
  record NotFound() implements ProfileUpdateResult {}
}
