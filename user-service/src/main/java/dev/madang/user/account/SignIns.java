package dev.madang.user.account;

import static java.util.Objects.requireNonNull;

import dev.madang.user.profile.AccountClosing;
import dev.madang.user.profile.UserId;
import dev.madang.user.security.Origin;
import dev.madang.user.security.SecurityEventKind;
import dev.madang.user.security.SecurityEvents;
import dev.madang.user.session.Sessions;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;

/** Lets users in and out again, and keeps the books about it. */
@Component
class SignIns {

  private final Accounts accounts;
  private final JwtDecoder decoder;
  private final Sessions sessions;
  private final SecurityEvents events;
  private final FailedSignIns failures;
  private final FirstSight firstSight;

  SignIns(
      Accounts accounts,
      JwtDecoder decoder,
      Sessions sessions,
      SecurityEvents events,
      FailedSignIns failures,
      FirstSight firstSight) {
    this.accounts = accounts;
    this.decoder = decoder;
    this.sessions = sessions;
    this.events = events;
    this.failures = failures;
    this.firstSight = firstSight;
  }

  SignIn signIn(String email, String password, Origin origin) {
    return attempt(() -> accounts.signIn(email, password), email, "password", origin);
  }

  SignIn answerWithCode(OpenSignIn open, String code, Origin origin) {
    return attempt(() -> accounts.answerWithCode(open, code), open.user().value(), "totp", origin);
  }

  SignIn answerWithNewPassword(OpenSignIn open, String password, Origin origin) {
    return attempt(
        () -> accounts.answerWithNewPassword(open, password),
        open.user().value(),
        "new-password",
        origin);
  }

  private SignIn attempt(Supplier<SignIn> attempt, String username, String step, Origin origin) {
    try {
      var signIn = attempt.get();
      if (signIn instanceof SignIn.Completed(var tokens)) {
        arrived(tokens, origin);
      }
      return signIn;
    } catch (WrongCredentials | WrongCode failed) {
      failures.remember(username, step, origin);
      throw failed;
    }
  }

  private void arrived(Tokens tokens, Origin origin) {
    var token = decoder.decode(tokens.accessToken());
    try {
      firstSight.profileOf(token);
    } catch (AccountClosing closing) {
      throw new WrongCredentials(closing);
    }
    sessions.seen(token, origin);
    events.record(userOf(token), SecurityEventKind.SIGNED_IN, origin, Map.of());
  }

  Tokens refresh(String refreshToken, Origin origin) {
    var tokens = accounts.refresh(refreshToken);
    var token = decoder.decode(tokens.accessToken());
    if (sessions.isRevoked(token)) {
      throw new WrongCredentials("The session is revoked.");
    }
    sessions.seen(token, origin);
    return tokens;
  }

  /**
   * @throws OtherSession if the refresh token is another sign-in's
   */
  void signOut(Jwt accessToken, String refreshToken, Origin origin) {
    var session = sessionOf(accessToken);
    try {
      var refreshed = decoder.decode(accounts.refresh(refreshToken).accessToken());
      if (!sessionOf(refreshed).equals(session)) {
        throw new OtherSession();
      }
      accounts.revoke(refreshToken);
    } catch (WrongCredentials worthless) {
      // It ended before; what is left is our own session.
    }
    var user = userOf(accessToken);
    sessions.revoke(user, session);
    events.record(user, SecurityEventKind.SIGNED_OUT, origin, Map.of("session", session));
  }

  void signOutEverywhere(Jwt accessToken, Origin origin) {
    // Cognito first: who dies in between may ask again, since the session still stands here.
    accounts.revokeAll(accessToken.getTokenValue());
    sessions.revokeAll(userOf(accessToken));
    events.record(userOf(accessToken), SecurityEventKind.SIGNED_OUT_EVERYWHERE, origin, Map.of());
  }

  private static String sessionOf(Jwt token) {
    var session = token.getClaimAsString("origin_jti");
    return session == null ? "" : session;
  }

  static UserId userOf(Jwt token) {
    return new UserId(requireNonNull(token.getSubject()));
  }
}
