package dev.madang.user.profile;

class ProfileNotFound extends RuntimeException {

  ProfileNotFound(UserId id) {
    super("No profile of user " + id);
  }
}
