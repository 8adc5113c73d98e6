package dev.madang.user.account;

import static java.util.Objects.requireNonNull;

import dev.madang.user.profile.Profile;
import dev.madang.user.profile.Profiles;
import dev.madang.user.profile.UserId;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Makes the profile when a user's token is seen first, whoever issued it to the client: our
 * sign-in, or Cognito itself. There is exactly one profile a user, whatever dies between Cognito
 * and the table: the next token heals it, and the table's condition lets only one writer win.
 */
@Component
class FirstSight {

  private final JwtDecoder tokens;
  private final Accounts accounts;
  private final Profiles profiles;

  FirstSight(JwtDecoder tokens, Accounts accounts, Profiles profiles) {
    this.tokens = tokens;
    this.accounts = accounts;
    this.profiles = profiles;
  }

  Profile profileOf(String accessToken) {
    var user = new UserId(requireNonNull(tokens.decode(accessToken).getSubject()));
    return profiles.find(user).orElseGet(() -> profiles.open(accounts.owner(accessToken)));
  }
}
