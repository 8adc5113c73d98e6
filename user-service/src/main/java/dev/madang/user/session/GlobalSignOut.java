package dev.madang.user.session;

import dev.madang.user.UserId;
import org.springframework.security.oauth2.jwt.Jwt;

/** Makes the user pool revoke all refresh tokens of a user. Idempotent. */
public interface GlobalSignOut {

  void signOut(Jwt accessToken);

  void signOut(UserId user);
}
