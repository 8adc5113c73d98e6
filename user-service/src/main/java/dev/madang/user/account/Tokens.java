package dev.madang.user.account;

import java.time.Duration;

/** What a sign-in gives. Its text shows no token, so that none reaches a log. */
record Tokens(String accessToken, String idToken, String refreshToken, Duration validity) {

  @Override
  public String toString() {
    return "Tokens[valid for " + validity + "]";
  }
}
