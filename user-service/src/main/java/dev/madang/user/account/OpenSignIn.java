package dev.madang.user.account;

import dev.madang.user.profile.UserId;

/**
 * A sign-in that waits for an answer, for some minutes.
 *
 * @param session Cognito's name for it; who has it need not know the password any more
 */
record OpenSignIn(UserId user, String session) {

  /**
   * @throws IllegalArgumentException if it is not the text of one
   */
  static OpenSignIn parse(String text) {
    var end = text.indexOf('.');
    if (end < 0) {
      throw new IllegalArgumentException("not a session");
    }
    return new OpenSignIn(new UserId(text.substring(0, end)), text.substring(end + 1));
  }

  String text() {
    return user.value() + "." + session;
  }

  @Override
  public String toString() {
    return "OpenSignIn[" + user + "]";
  }
}
