package dev.madang.user.profile;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Every user's profile. */
public interface Profiles {

  /**
   * Keeps a new profile. The first one stands: of two writers of the same user one wins.
   *
   * @return the profile as it now stands
   * @throws AccountClosing when its closing has begun
   */
  Profile open(Profile profile);

  /** The profile, perhaps as it was a moment ago. A closing one is not there. */
  Optional<Profile> find(UserId id);

  /** Whether its closing has begun, as it is at this moment; it stays so when it is done. */
  boolean isClosing(UserId id);

  /**
   * Changes a profile as a whole or not at all.
   *
   * @param expected the version that it must have, or none for any
   */
  Changed change(UserId id, ProfileChange change, OptionalLong expected);

  /**
   * From now on there is no profile and none can be opened, until it is removed. The first closing
   * stands; a user who has no profile yet cannot get one any more.
   */
  void close(UserId id, Instant now);

  /**
   * Removes a profile, closing or not.
   *
   * @return whether there was anything
   */
  boolean remove(UserId id);
}
