package dev.madang.user.space;

/** It is no ID token of our app's users, it is expired, or its user was signed out. */
class IdTokenRefused extends RuntimeException {

  IdTokenRefused(Throwable cause) {
    super(cause);
  }
}
