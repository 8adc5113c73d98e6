package dev.madang.user.profile;

import java.util.Optional;

/** Every user's profile. */
public interface Profiles {

  /**
   * Keeps a new profile. The first one stands: of two writers of the same user one wins.
   *
   * @return the profile as it now stands
   */
  Profile open(Profile profile);

  /** The profile as of its last write. */
  Optional<Profile> find(UserId id);
}
