package dev.madang.user.profile;

/** What became of a change. */
public sealed interface Changed {

  /** The profile as it now stands. */
  record Applied(Profile profile) implements Changed {}

  /** Somebody else was faster; nothing was changed. */
  record Meanwhile(Profile standing) implements Changed {}

  /** There is no profile, or it is closing. */
  record Missing() implements Changed {}
}
