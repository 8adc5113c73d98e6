package dev.madang.user.signin;

import dev.madang.user.UserId;

/**
 * A sign-in that waits for the answer to a challenge, for some minutes.
 *
 * @param session Cognito's session, which replaces the password
 */
record PendingSignIn(UserId user, String session) {

  static final String FORMAT = "^[0-9a-zA-Z-]{1,64}\\.\\S+$";

  /**
   * @param text in {@link #FORMAT}
   */
  static PendingSignIn parse(String text) {
    var end = text.indexOf('.');
    return new PendingSignIn(new UserId(text.substring(0, end)), text.substring(end + 1));
  }

  String text() {
    return user.value() + "." + session;
  }

  @Override
  public String toString() {
    return "PendingSignIn[" + user + "]";
  }
}
