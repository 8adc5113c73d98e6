package dev.madang.user.quota;

import dev.madang.user.UserId;

class UserNotFound extends RuntimeException {

  UserNotFound(UserId id) {
    super("No profile of user " + id);
  }
}
