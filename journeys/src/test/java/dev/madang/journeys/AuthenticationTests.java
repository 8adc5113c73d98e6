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
  void changedPasswordTakesEffectImmediately() {
    var password = newPassword();
    dana.api()
        .post(
            "/v1/auth/change-password",
            Map.of("password", dana.password(), "newPassword", password))
        .expect(204);

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

  private Response refresh(Tokens tokens) {
    return anyone.post("/v1/auth/refresh", Map.of("refreshToken", tokens.refreshToken()));
  }

  private static String newPassword() {
    return Secrets.remember("Another-5-houses-" + UUID.randomUUID());
  }
}
