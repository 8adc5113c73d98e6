package dev.madang.user.password;

import static dev.madang.defaults.problem.CommonProblem.SERVICE_UNAVAILABLE;
import static dev.madang.user.UserProblem.INVALID_CODE;
import static dev.madang.user.UserProblem.INVALID_CREDENTIALS;
import static dev.madang.user.UserProblem.SESSIONS_NOT_REVOKED;
import static dev.madang.user.usedcode.UsedCodes.Purpose.RESET_PASSWORD;
import static dev.madang.user.usedcode.UsedCodes.Purpose.REVOKE_SESSIONS;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.user.UserId;
import dev.madang.user.cognito.CognitoPasswordCheck;
import dev.madang.user.cognito.UserLookup;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import dev.madang.user.session.GlobalSignOut;
import dev.madang.user.session.SessionToken;
import dev.madang.user.session.Sessions;
import dev.madang.user.usedcode.UsedCodes;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Resets and changes passwords. */
@Component
class PasswordService {

  private static final Logger LOG = LoggerFactory.getLogger(PasswordService.class);

  private final CognitoPasswords passwords;
  private final UserLookup users;
  private final Sessions sessions;
  private final GlobalSignOut globalSignOut;
  private final SecurityEvents events;
  private final UsedCodes usedCodes;
  private final CognitoPasswordCheck passwordCheck;

  PasswordService(
      CognitoPasswords passwords,
      UserLookup users,
      Sessions sessions,
      GlobalSignOut globalSignOut,
      SecurityEvents events,
      UsedCodes usedCodes,
      CognitoPasswordCheck passwordCheck) {
    this.passwords = passwords;
    this.users = users;
    this.sessions = sessions;
    this.globalSignOut = globalSignOut;
    this.events = events;
    this.usedCodes = usedCodes;
    this.passwordCheck = passwordCheck;
  }

  void requestReset(String email) {
    passwords.requestReset(email);
  }

  /**
   * Signs the user out everywhere: a person who knew the old password may be signed in.
   *
   * @throws dev.madang.defaults.problem.ProblemException {@code sessions-not-revoked} if the
   *     password is reset, but not every session is revoked; a repeated request revokes them
   */
  void reset(String email, String code, String password, ClientInfo client) {
    var isFirst =
        usedCodes.use(RESET_PASSWORD, email, code, () -> passwords.reset(email, code, password));
    // Of a repeated request only the same password is known to be set.
    if (!isFirst && !passwordCheck.isRight(email, password)) {
      throw INVALID_CODE.exception();
    }
    try {
      // A step of its own: if it fails or the process stops, a repeated request completes it.
      usedCodes.use(
          REVOKE_SESSIONS,
          email,
          code,
          () -> users.find(email).ifPresent(user -> signOutEverywhere(user, client)));
    } catch (RuntimeException failure) {
      // The code is used: after another problem the client would needlessly request a new one.
      LOG.warn("Revoking the sessions after a password reset failed", failure);
      throw SESSIONS_NOT_REVOKED.exception(failure);
    }
  }

  private void signOutEverywhere(UserId user, ClientInfo client) {
    events.record(user, SecurityEventType.PASSWORD_RESET, client, Map.of());
    // Before Cognito: if Cognito is unavailable, the gateway rejects the tokens that it still
    // issues.
    sessions.revokeAll(user);
    globalSignOut.signOut(user);
  }

  /**
   * Ends the other sessions: a person who knew the old password may be signed in.
   *
   * @throws ProblemException {@code service-unavailable} if the password is changed, but not every
   *     other session is revoked; a repeated request revokes them
   */
  void change(Jwt accessToken, String password, String newPassword, ClientInfo client) {
    var user = SessionToken.of(accessToken).user();
    try {
      passwords.change(accessToken.getTokenValue(), password, newPassword);
    } catch (ProblemException rejected) {
      // The new password is right in a repeated request: the first one has set it, but perhaps
      // revoked nothing.
      if (rejected.problemType() != INVALID_CREDENTIALS
          || !passwordCheck.isRight(user.value(), newPassword)) {
        throw rejected;
      }
    }
    try {
      events.record(user, SecurityEventType.PASSWORD_CHANGED, client, Map.of());
      sessions.revokeOthers(accessToken);
    } catch (RuntimeException failure) {
      throw SERVICE_UNAVAILABLE.exception(failure).retryAfter(Duration.ofSeconds(1));
    }
  }
}
