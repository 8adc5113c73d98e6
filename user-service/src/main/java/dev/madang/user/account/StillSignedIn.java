package dev.madang.user.account;

/** The password is reset; who knew the old one may still be signed in. */
class StillSignedIn extends RuntimeException {

  StillSignedIn(Throwable cause) {
    super("Not every sign-in is ended", cause);
  }
}
