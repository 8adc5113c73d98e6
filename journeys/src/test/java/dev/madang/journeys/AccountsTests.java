package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.journeys.Person.Tokens;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody signs in with a second factor, forgets a password, and loses a phone. */
class AccountsTests {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration WITHIN = Duration.ofSeconds(5);

  private final Person dana = Person.joined();
  private final Api anyone = Api.withoutToken();

  @Test
  void aSecondFactorIsAskedForAtEachSignIn() {
    var secret = json(dana.api().post("/v1/auth/totp", Map.of()).expect(200));
    var app = new OneTimeCodes(secret.path("secret").stringValue());
    Secrets.keep(secret.path("uri").stringValue());
    dana.api().put("/v1/auth/totp", Map.of("code", app.next())).expect(204);

    var challenge = json(signIn(dana.password()).expect(202));
    assertThat(challenge.path("challenge").stringValue()).isEqualTo("totp");
    var session = Secrets.keep(challenge.path("session").stringValue());
    answer(session, "000000").expectProblem(400, "wrong-code");
    var tokens = kept(answer(session, app.next()).expect(200).as(Tokens.class));

    Api.with(tokens.accessToken()).get("/v1/me").expect(200);
    Api.with(tokens.accessToken()).delete("/v1/auth/totp").expect(204);
    kept(signIn(dana.password()).expect(200).as(Tokens.class));
  }

  @Test
  void aForgottenPasswordIsReplacedWithTheMailedCode() {
    var mails = Mail.to(dana.email()).size();
    anyone.post("/v1/auth/forgot-password", Map.of("email", dana.email())).expect(202);
    await().until(() -> Mail.to(dana.email()).stream().anyMatch(Mail::isPasswordReset));
    var mail = Mail.to(dana.email()).stream().filter(Mail::isPasswordReset).findFirst();
    assertThat(Mail.to(dana.email())).hasSizeGreaterThan(mails);
    var password = password();

    anyone
        .post(
            "/v1/auth/reset-password",
            Map.of(
                "email",
                dana.email(),
                "code",
                Secrets.keep(mail.orElseThrow().code()),
                "newPassword",
                password))
        .expect(204);

    signIn(dana.password()).expectProblem(401, "wrong-credentials");
    kept(signIn(password).expect(200).as(Tokens.class));
    await().atMost(WITHIN).until(() -> dana.api().get("/v1/me").isProblem("invalid-token"));
  }

  @Test
  void aChangedPasswordCountsAtOnce() {
    var password = password();
    dana.api()
        .post(
            "/v1/auth/change-password",
            Map.of("password", dana.password(), "newPassword", password))
        .expect(204);

    signIn(dana.password()).expectProblem(401, "wrong-credentials");
    kept(signIn(password).expect(200).as(Tokens.class));
  }

  @Test
  void signingOutEndsOneDeviceWithinSeconds() {
    var phone = kept(signIn(dana.password()).expect(200).as(Tokens.class));
    var laptop = kept(signIn(dana.password()).expect(200).as(Tokens.class));

    Api.with(phone.accessToken())
        .post("/v1/auth/sign-out", Map.of("refreshToken", phone.refreshToken()))
        .expect(204);

    await()
        .atMost(WITHIN)
        .until(() -> Api.with(phone.accessToken()).get("/v1/me").isProblem("invalid-token"));
    refresh(phone).expectProblem(401, "wrong-credentials");
    Api.with(laptop.accessToken()).get("/v1/me").expect(200);
    kept(refresh(laptop).expect(200).as(Tokens.class));
  }

  @Test
  void signingOutEverywhereEndsAllDevicesWithinSeconds() {
    var phone = kept(signIn(dana.password()).expect(200).as(Tokens.class));

    dana.api().post("/v1/auth/sign-out-everywhere", Map.of()).expect(204);

    await()
        .atMost(WITHIN)
        .until(() -> Api.with(phone.accessToken()).get("/v1/me").isProblem("invalid-token"));
    await().atMost(WITHIN).until(() -> dana.api().get("/v1/me").isProblem("invalid-token"));
    refresh(phone).expectProblem(401, "wrong-credentials");
    var anew = kept(signIn(dana.password()).expect(200).as(Tokens.class));
    Api.with(anew.accessToken()).get("/v1/me").expect(200);
  }

  private Answer signIn(String password) {
    return anyone.post("/v1/auth/sign-in", Map.of("email", dana.email(), "password", password));
  }

  private Answer answer(String session, String code) {
    return anyone.post("/v1/auth/challenge", Map.of("session", session, "code", code));
  }

  private Answer refresh(Tokens tokens) {
    return anyone.post("/v1/auth/refresh", Map.of("refreshToken", tokens.refreshToken()));
  }

  private static Tokens kept(Tokens tokens) {
    Secrets.keep(tokens.accessToken());
    Secrets.keep(tokens.idToken());
    Secrets.keep(tokens.refreshToken());
    return tokens;
  }

  private static String password() {
    return Secrets.keep("Another-5-houses-" + UUID.randomUUID());
  }

  private static JsonNode json(Answer answer) {
    return JSON.readTree(answer.body());
  }
}
