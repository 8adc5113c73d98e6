package dev.madang.user.account;

import dev.madang.user.security.Origin;
import dev.madang.user.security.SecurityEventKind;
import dev.madang.user.security.SecurityEvents;
import dev.madang.user.session.Sessions;
import java.util.Map;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Forgotten and changed passwords. */
@Component
class Passwords {

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

  /** Signs the user out everywhere: whoever knew the old password may be signed in. */
  void reset(String email, String code, String password, Origin origin) {
    accounts.resetPassword(email, code, password);
    accounts
        .find(email)
        .ifPresent(user -> {
          accounts.revokeAll(user);
          sessions.revokeAll(user);
          events.record(user, SecurityEventKind.PASSWORD_RESET, origin, Map.of());
        });
  }

  void change(Jwt accessToken, String old, String password, Origin origin) {
    accounts.changePassword(accessToken.getTokenValue(), old, password);
    events.record(
        SignIns.userOf(accessToken), SecurityEventKind.PASSWORD_CHANGED, origin, Map.of());
  }
}
