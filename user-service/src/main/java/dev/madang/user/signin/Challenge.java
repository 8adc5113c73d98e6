package dev.madang.user.signin;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a sign-in requires besides the password. */
enum Challenge {
  /** A code of the user's authenticator app. */
  TOTP("totp"),
  /** The password was set by an administrator: the user sets another. */
  NEW_PASSWORD("new-password");

  private final String code;

  Challenge(String code) {
    this.code = code;
  }

  @JsonValue
  String code() {
    return code;
  }
}
