package dev.madang.user.account;

import dev.madang.user.profile.AccountClosing;
import dev.madang.user.profile.Profile;
import dev.madang.user.profile.Profiles;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Makes the profile when a user's token is seen first, whoever issued it to the client: our
 * sign-in, or Cognito itself. There is exactly one profile a user, whatever dies between Cognito
 * and the table: the next token heals it, and the table's condition lets only one writer win.
 */
@Component
class FirstSight {

  private final Accounts accounts;
  private final Profiles profiles;

  FirstSight(Accounts accounts, Profiles profiles) {
    this.accounts = accounts;
    this.profiles = profiles;
  }

  /**
   * @throws AccountClosing if the user is leaving
   */
  Profile profileOf(Jwt accessToken) {
    return profiles
        .find(SignIns.userOf(accessToken))
        .orElseGet(() -> profiles.open(accounts.owner(accessToken.getTokenValue())));
  }
}
