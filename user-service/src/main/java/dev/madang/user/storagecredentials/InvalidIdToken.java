package dev.madang.user.storagecredentials;

/** It is no ID token of our app's users, it is expired, or its user was signed out. */
class InvalidIdToken extends RuntimeException {

  InvalidIdToken(Throwable cause) {
    super(cause);
  }
}
