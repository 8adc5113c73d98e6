package dev.madang.user.account;

/** The sign-in was too long ago for something that a stolen token must not do. */
class FreshSignInNeeded extends RuntimeException {

  FreshSignInNeeded() {
    super("The sign-in is not fresh.");
  }
}
