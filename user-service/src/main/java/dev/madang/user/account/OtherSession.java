package dev.madang.user.account;

/** The refresh token belongs to another sign-in than the access token. */
class OtherSession extends RuntimeException {

  OtherSession() {
    super("The refresh token is of another session.");
  }
}
