package dev.madang.user.signin;

import static dev.madang.defaults.problem.CommonProblem.SERVICE_UNAVAILABLE;
import static dev.madang.user.UserProblem.INVALID_CODE;
import static dev.madang.user.UserProblem.INVALID_CREDENTIALS;
import static dev.madang.user.UserProblem.SESSION_MISMATCH;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.user.cognito.CognitoSecondFactor;
import dev.madang.user.cognito.UserLookup;
import dev.madang.user.profile.ProfileProvisioning;
import dev.madang.user.ratelimit.AccountLimits;
import dev.madang.user.recoverycode.RecoveryCodes;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import dev.madang.user.session.SessionToken;
import dev.madang.user.session.Sessions;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;

/** Signs users in and out and records sessions and security events. */
@Component
class SignInService {

  private final CognitoSignIn cognito;
  private final JwtDecoder decoder;
  private final Sessions sessions;
  private final SecurityEvents events;
  private final FailedSignInRecorder failures;
  private final ProfileProvisioning profiles;
  private final RecoveryCodes recoveryCodes;
  private final CognitoSecondFactor secondFactor;
  private final UserLookup users;
  private final AccountLimits limits;

  SignInService(
      CognitoSignIn cognito,
      JwtDecoder decoder,
      Sessions sessions,
      SecurityEvents events,
      FailedSignInRecorder failures,
      ProfileProvisioning profiles,
      RecoveryCodes recoveryCodes,
      CognitoSecondFactor secondFactor,
      UserLookup users,
      AccountLimits limits) {
    this.cognito = cognito;
    this.decoder = decoder;
    this.sessions = sessions;
    this.events = events;
    this.failures = failures;
    this.profiles = profiles;
    this.recoveryCodes = recoveryCodes;
    this.secondFactor = secondFactor;
    this.users = users;
    this.limits = limits;
  }

  SignInResult signIn(String email, String password, ClientInfo client) {
    try {
      return attempt(() -> cognito.signIn(email, password), client);
    } catch (ProblemException failed) {
      if (failed.problemType() == INVALID_CREDENTIALS) {
        failures.record(email, "password", client);
      }
      throw failed;
    }
  }

  SignInResult answer(PendingSignIn pending, ChallengeAnswer answer, ClientInfo client) {
    return switch (answer) {
      case ChallengeAnswer.Code(var code) -> answerWithCode(pending, code, client);
      case ChallengeAnswer.NewPassword(var password) ->
          attempt(() -> cognito.answerWithNewPassword(pending, password), client);
    };
  }

  private SignInResult answerWithCode(PendingSignIn pending, String code, ClientInfo client) {
    try {
      return attempt(() -> cognito.answerWithCode(pending, code), client);
    } catch (ProblemException failed) {
      // Any other problem may be that of a session which the client made up, for any user.
      if (failed.problemType() == INVALID_CODE) {
        failures.record(pending.user().value(), "totp", client);
      }
      throw failed;
    }
  }

  /**
   * Signs in with a recovery code instead of the second factor, which is turned off: the user has
   * lost it. The password is proven again, because only Cognito could complete the sign-in that
   * waits, and whether there is one is unknown. After a crash the request can be repeated.
   */
  SignInResult recover(PendingSignIn pending, String password, String code, ClientInfo client) {
    var user = pending.user();
    // As a sign-in with the address: a user has one limit of wrong passwords.
    var account = users.findEmail(user).orElse(user.value());
    var result = limits.attempt(account, client, () -> signIn(user.value(), password, client));
    if (!(result instanceof SignInResult.Challenged(var challenge, _))
        || challenge != Challenge.TOTP) {
      return result;
    }
    var set = recoveryCodes.use(user, code);
    if (set.isEmpty()) {
      failures.record(user.value(), "recovery-code", client);
      throw INVALID_CODE.exception();
    }
    // First, so that TOTP is not turned off unrecorded.
    events.record(user, SecurityEventType.RECOVERY_CODE_USED, client, Map.of());
    secondFactor.disable(user);
    // The user may have enrolled again since, after a simultaneous request with the same code.
    recoveryCodes.deleteActive(user, set.get());
    return signIn(user.value(), password, client);
  }

  private SignInResult attempt(Supplier<SignInResult> attempt, ClientInfo client) {
    var result = attempt.get();
    if (result instanceof SignInResult.Completed(var tokens)) {
      onSignedIn(tokens, client);
    }
    return result;
  }

  private void onSignedIn(Tokens tokens, ClientInfo client) {
    var token = decoder.decode(tokens.accessToken());
    if (profiles.getOrCreate(token).isEmpty()) {
      // The account is being deleted.
      throw INVALID_CREDENTIALS.exception();
    }
    if (sessions.isRevoked(token)) {
      // All sessions were revoked meanwhile, or the clock of Cognito is behind ours.
      throw SERVICE_UNAVAILABLE.exception().retryAfter(Duration.ofSeconds(1));
    }
    sessions.track(token, client);
    events.record(SessionToken.of(token).user(), SecurityEventType.SIGNED_IN, client, Map.of());
  }

  Tokens refresh(String refreshToken, ClientInfo client) {
    var tokens = cognito.refresh(refreshToken);
    var token = decoder.decode(tokens.accessToken());
    if (sessions.isRevoked(token)) {
      throw INVALID_CREDENTIALS.exception();
    }
    sessions.track(token, client);
    return tokens;
  }

  /**
   * @throws ProblemException {@code session-mismatch} if the refresh token belongs to another
   *     session
   */
  void signOut(Jwt accessToken, String refreshToken, ClientInfo client) {
    var current = SessionToken.of(accessToken);
    if (hasEnded(current, refreshToken)) {
      sessions.end(current.user(), current.session());
    } else {
      sessions.revoke(current.user(), current.session());
    }
    events.record(
        current.user(),
        SecurityEventType.SIGNED_OUT,
        client,
        Map.of("sessionId", current.session()));
  }

  /** Ends the session at Cognito. Returns false if the refresh token is not valid. */
  private boolean hasEnded(SessionToken current, String refreshToken) {
    try {
      var refreshed = decoder.decode(cognito.refresh(refreshToken).accessToken());
      if (!SessionToken.of(refreshed).session().equals(current.session())) {
        throw SESSION_MISMATCH.exception();
      }
      cognito.revoke(refreshToken);
      return true;
    } catch (ProblemException failed) {
      // An invalid refresh token is no obstacle; it may also be invented.
      if (failed.problemType() != INVALID_CREDENTIALS) {
        throw failed;
      }
      return false;
    }
  }
}
