package dev.madang.user.storagecredentials;

import dev.madang.user.UserId;

/** The ID token is good, but not that of the user who asks. */
class IdTokenSubjectMismatch extends RuntimeException {

  IdTokenSubjectMismatch(UserId user) {
    super("User " + user + " sent the ID token of another");
  }
}
