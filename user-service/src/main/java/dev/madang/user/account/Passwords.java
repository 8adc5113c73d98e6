package dev.madang.user.account;

import dev.madang.user.profile.UserId;
import dev.madang.user.security.Origin;
import dev.madang.user.security.SecurityEventKind;
import dev.madang.user.security.SecurityEvents;
import dev.madang.user.session.Sessions;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Forgotten and changed passwords. */
@Component
class Passwords {

  private static final Logger log = LoggerFactory.getLogger(Passwords.class);

  private final Accounts accounts;
  private final Sessions sessions;
  private final SecurityEvents events;

  Passwords(Accounts accounts, Sessions sessions, SecurityEvents events) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.events = events;
  }

  void forget(String email) {
    accounts.forgetPassword(email);
  }

  /**
   * Signs the user out everywhere: whoever knew the old password may be signed in.
   *
   * @throws StillSignedIn if the password is set, but not every sign-in could be ended
   */
  void reset(String email, String code, String password, Origin origin) {
    accounts.resetPassword(email, code, password);
    try {
      accounts.find(email).ifPresent(user -> signOutEverywhere(user, origin));
    } catch (RuntimeException left) {
      // The code is used up: who only hears of a failure would ask for another one, in vain.
      log.warn("A password is reset, but not every sign-in is ended", left);
      throw new StillSignedIn(left);
    }
  }

  private void signOutEverywhere(UserId user, Origin origin) {
    // Cognito last: if it is away, no gateway takes the tokens that it still gives.
    events.record(user, SecurityEventKind.PASSWORD_RESET, origin, Map.of());
    sessions.revokeAll(user);
    accounts.revokeAll(user);
  }

  void change(Jwt accessToken, String old, String password, Origin origin) {
    accounts.changePassword(accessToken.getTokenValue(), old, password);
    events.record(
        SignIns.userOf(accessToken), SecurityEventKind.PASSWORD_CHANGED, origin, Map.of());
  }
}
