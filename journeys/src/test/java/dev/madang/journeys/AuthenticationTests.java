package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.journeys.User.SignIn;
import dev.madang.journeys.User.Tokens;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A user signs in with a second factor, resets and changes the password, and signs out. */
class AuthenticationTests {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final User dana = User.signedIn();
  private final Api anyone = Api.withoutToken();

  @Test
  void totpIsRequiredAtEachSignIn() {
    var secret = dana.api().post("/v1/me/mfa/totp", Map.of()).expect(200).json();
    var app = new TotpCodes(secret.path("secret").stringValue());
    Secrets.remember(secret.path("uri").stringValue());
    dana.api().put("/v1/me/mfa/totp", Map.of("code", app.next())).expect(204);

    var challenge = User.signIn(dana.email(), dana.password());
    assertThat(challenge.type()).isEqualTo("challenge");
    assertThat(challenge.tokens()).isNull();
    assertThat(challenge.challenge()).isEqualTo("totp");
    var session = Objects.requireNonNull(challenge.session());
    respondToChallenge(session, "000000").expectProblem(400, "invalid-code");
    var tokens =
        respondToChallenge(session, app.next())
            .expect(200)
            .as(SignIn.class)
            .remember()
            .expectTokens();

    Api.withToken(tokens.accessToken()).get("/v1/me").expect(200);
    Api.withToken(tokens.accessToken()).delete("/v1/me/mfa/totp").expect(204);
    signIn(dana.password());
  }

  @Test
  void recoveryCodeReplacesALostAuthenticator() {
    var enrollment = dana.api().post("/v1/me/mfa/totp", Map.of()).expect(200).json();
    var app = new TotpCodes(enrollment.path("secret").stringValue());
    Secrets.remember(enrollment.path("uri").stringValue());
    var recoveryCode = enrollment.path("recoveryCodes").path(0).stringValue();
    enrollment.path("recoveryCodes").forEach(it -> Secrets.remember(it.stringValue()));
    var code = Map.of("code", app.next());
    dana.api().put("/v1/me/mfa/totp", code).expect(204);
    dana.api().put("/v1/me/mfa/totp", code).expect(204);

    var session = Objects.requireNonNull(User.signIn(dana.email(), dana.password()).session());
    recover(session, dana.password(), "0000-0000-0000-0000").expectProblem(400, "invalid-code");
    var tokens =
        recover(session, dana.password(), recoveryCode)
            .expect(200)
            .as(SignIn.class)
            .remember()
            .expectTokens();

    Api.withToken(tokens.accessToken()).get("/v1/me").expect(200);
    assertThat(Device.with(tokens).securityEvents()).contains("recovery-code-used");
    signIn(dana.password());
  }

  @Test
  void strangersEarlierSignUpIsVoid() {
    var email = "dana-" + UUID.randomUUID() + "@madang.example";
    var strangers = newPassword();
    var owners = newPassword();
    var strangersCode = signUp(email, strangers, 1);
    var ownersCode = signUp(email, owners, 2);

    if (!strangersCode.equals(ownersCode)) {
      confirm(email, strangersCode, owners).expectProblem(400, "invalid-code");
    }
    confirm(email, ownersCode, owners).expect(204);
    confirm(email, ownersCode, owners).expect(204);

    User.attemptSignIn(email, strangers).expectProblem(400, "invalid-credentials");
    User.signIn(email, owners).expectTokens();
  }

  @Test
  void forgottenPasswordIsResetWithTheMailedCode() {
    var mails = Mail.to(dana.email()).size();
    anyone.post("/v1/auth/forgot-password", Map.of("email", dana.email())).expect(202);
    await().until(() -> Mail.to(dana.email()).stream().anyMatch(Mail::isPasswordReset));
    var mail = Mail.to(dana.email()).stream().filter(Mail::isPasswordReset).findFirst();
    assertThat(Mail.to(dana.email())).hasSizeGreaterThan(mails);
    var password = newPassword();

    anyone
        .post(
            "/v1/auth/reset-password",
            Map.of(
                "email",
                dana.email(),
                "code",
                Secrets.remember(mail.orElseThrow().code()),
                "newPassword",
                password))
        .expect(204);

    attemptSignIn(dana.password()).expectProblem(400, "invalid-credentials");
    signIn(password);
    await().atMost(TIMEOUT).until(() -> dana.api().get("/v1/me").isProblem("invalid-token"));
  }

  @Test
  void changedPasswordEndsTheOtherSessions() {
    var password = newPassword();
    var phone = signIn(dana.password());
    dana.api()
        .post(
            "/v1/auth/change-password",
            Map.of("password", dana.password(), "newPassword", password))
        .expect(204);

    await()
        .atMost(TIMEOUT)
        .until(() -> Api.withToken(phone.accessToken()).get("/v1/me").isProblem("invalid-token"));
    refresh(phone).expectProblem(400, "invalid-credentials");
    dana.api().get("/v1/me").expect(200);
    attemptSignIn(dana.password()).expectProblem(400, "invalid-credentials");
    signIn(password);
  }

  @Test
  void signOutEndsOneSession() {
    var phone = signIn(dana.password());
    var laptop = signIn(dana.password());

    Api.withToken(phone.accessToken())
        .post("/v1/auth/sign-out", Map.of("refreshToken", phone.refreshToken()))
        .expect(204);

    await()
        .atMost(TIMEOUT)
        .until(() -> Api.withToken(phone.accessToken()).get("/v1/me").isProblem("invalid-token"));
    refresh(phone).expectProblem(400, "invalid-credentials");
    Api.withToken(laptop.accessToken()).get("/v1/me").expect(200);
    refresh(laptop).expect(200).as(Tokens.class).remember();
  }

  @Test
  void signOutEverywhereEndsAllSessions() {
    var phone = signIn(dana.password());

    dana.api().post("/v1/auth/sign-out-everywhere", Map.of()).expect(204);

    await()
        .atMost(TIMEOUT)
        .until(() -> Api.withToken(phone.accessToken()).get("/v1/me").isProblem("invalid-token"));
    await().atMost(TIMEOUT).until(() -> dana.api().get("/v1/me").isProblem("invalid-token"));
    refresh(phone).expectProblem(400, "invalid-credentials");
    var tokens = signIn(dana.password());
    Api.withToken(tokens.accessToken()).get("/v1/me").expect(200);
  }

  private Tokens signIn(String password) {
    return User.signIn(dana.email(), password).expectTokens();
  }

  private Response attemptSignIn(String password) {
    return User.attemptSignIn(dana.email(), password);
  }

  private Response respondToChallenge(String session, String code) {
    return anyone.post("/v1/auth/challenge", Map.of("session", session, "code", code));
  }

  private Response recover(String session, String password, String recoveryCode) {
    return anyone.post(
        "/v1/auth/challenge/recovery-code",
        Map.of("session", session, "password", password, "recoveryCode", recoveryCode));
  }

  /** Returns the mailed code. */
  private String signUp(String email, String password, int mails) {
    anyone.post("/v1/auth/sign-up", Map.of("email", email, "password", password)).expect(202);
    await().until(() -> Mail.to(email).size() == mails);
    return Secrets.remember(Mail.to(email).getLast().code());
  }

  private Response confirm(String email, String code, String password) {
    return anyone.post(
        "/v1/auth/confirm", Map.of("email", email, "code", code, "password", password));
  }

  private Response refresh(Tokens tokens) {
    return anyone.post("/v1/auth/refresh", Map.of("refreshToken", tokens.refreshToken()));
  }

  private static String newPassword() {
    return Secrets.remember("Another-5-houses-" + UUID.randomUUID());
  }
}
