package dev.madang.user.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import dev.madang.localaws.Authenticator;
import dev.madang.user.AccountApi;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

class TotpTests extends AccountApi {

  @Autowired
  TotpTests(MockMvcTester http, JsonMapper json) {
    super(http, json);
  }

  @Test
  void anEnrolledUserIsChallengedForACode() {
    var ada = signUpAndSignIn().accessToken();
    var app = enroll(ada);

    var challenge = challenge(signIn(PASSWORD));
    assertThat(challenge.path("challenge").stringValue()).isEqualTo("totp");
    var session = challenge.path("session").stringValue();

    var wrong = app.codeAt(Instant.now().minus(Duration.ofDays(1)));
    assertProblem(respondToChallenge(session, wrong), 400, "invalid-code");
    var tokens = tokens(respondToChallenge(session, app.nextCode()));
    assertThat(me(tokens.path("accessToken").stringValue())).hasStatusOk();
    assertProblem(respondToChallenge(session, app.nextCode()), 400, "invalid-credentials");
  }

  @Test
  void theUriHasIssuerAccountAndSecret() {
    var secret =
        body(send(HttpMethod.POST, "/v1/me/mfa/totp", signUpAndSignIn().accessToken(), null));

    assertThat(secret.path("uri").stringValue())
        .isEqualTo(
            "otpauth://totp/Madang:%s?secret=%s&issuer=Madang",
            email.replace("@", "%40"), secret.path("secret").stringValue());
  }

  @Test
  void enablingNeedsACodeOfTheApp() {
    var ada = signUpAndSignIn().accessToken();

    assertProblem(enable(ada, "123456"), 409, "totp-not-enrolled");
    var app = secret(ada);
    assertProblem(
        enable(ada, app.codeAt(Instant.now().minus(Duration.ofDays(1)))), 400, "invalid-code");
    assertProblem(enable(ada, "abc"), 400, "invalid-request");

    assertThat(signIn(PASSWORD)).hasStatusOk();
  }

  @Test
  void canBeDisabledAfterARecentSignIn() {
    var ada = signUpAndSignIn().accessToken();
    enroll(ada);

    assertThat(send(HttpMethod.DELETE, "/v1/me/mfa/totp", ada, null)).hasStatus(204);

    assertThat(signIn(PASSWORD)).hasStatusOk();
  }

  @Test
  void needsARecentSignIn() {
    var old =
        jwt()
            .jwt(it -> it.subject("ada").claim("auth_time", Instant.now().getEpochSecond() - 601))
            .authorities(new SimpleGrantedAuthority("ROLE_USER"));

    assertProblem(
        http.post().uri("/v1/me/mfa/totp").with(old).exchange(), 403, "reauthentication-required");
    assertProblem(
        http.delete().uri("/v1/me/mfa/totp").with(old).exchange(),
        403,
        "reauthentication-required");
  }

  @Test
  void rejectsAnUnknownSession() {
    assertProblem(respondToChallenge("ada.nonsense", "123456"), 400, "invalid-credentials");
    assertProblem(respondToChallenge("nonsense", "123456"), 400, "invalid-request");
    assertProblem(
        post("/v1/auth/challenge", Map.of("session", "ada.nonsense")), 400, "invalid-request");
    assertProblem(
        post(
            "/v1/auth/challenge",
            Map.of("session", "ada.x", "code", "123456", "newPassword", PASSWORD)),
        400,
        "invalid-request");
  }

  private Authenticator enroll(String accessToken) {
    var app = secret(accessToken);
    assertThat(enable(accessToken, app.nextCode())).hasStatus(204);
    return app;
  }

  private Authenticator secret(String accessToken) {
    var result = body(send(HttpMethod.POST, "/v1/me/mfa/totp", accessToken, null));
    return new Authenticator(result.path("secret").stringValue());
  }

  private MvcTestResult enable(String accessToken, String code) {
    return send(
        HttpMethod.PUT,
        "/v1/me/mfa/totp",
        accessToken,
        Map.of("code", code, "deviceName", "Phone"));
  }

  private MvcTestResult respondToChallenge(String session, String code) {
    return post("/v1/auth/challenge", Map.of("session", session, "code", code));
  }
}
