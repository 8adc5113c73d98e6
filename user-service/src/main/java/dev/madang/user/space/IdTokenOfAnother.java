package dev.madang.user.space;

import dev.madang.user.profile.UserId;

/** The ID token is good, but not that of the user who asks. */
class IdTokenOfAnother extends RuntimeException {

  IdTokenOfAnother(UserId user) {
    super("User " + user + " sent the ID token of another");
  }
}
