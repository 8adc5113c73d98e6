package dev.madang.user.account;

import dev.madang.user.profile.MediaId;
import dev.madang.user.profile.UserId;

/** Which pictures may stand for a user. */
interface Avatars {

  /**
   * Returns if it is a picture of the user's own that is ready.
   *
   * @throws AvatarNotFound if it is not
   * @throws MediaServiceAway if nobody can tell
   */
  void require(UserId user, MediaId avatar);
}
