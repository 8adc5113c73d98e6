package dev.madang.user.session;

import org.springframework.security.oauth2.jwt.Jwt;

/** What the user pool does so that no refresh token of a user gives anything any more. */
interface GlobalSignOut {

  /** Twice is once. */
  void ofUserWith(Jwt accessToken);
}
