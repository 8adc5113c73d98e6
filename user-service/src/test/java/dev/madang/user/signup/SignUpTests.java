package dev.madang.user.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.user.AccountApi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import tools.jackson.databind.json.JsonMapper;

class SignUpTests extends AccountApi {

  @Autowired
  SignUpTests(MockMvcTester http, JsonMapper json) {
    super(http, json);
  }

  @Test
  void aConfirmedUserCanSignInAndHasAProfile() {
    assertThat(signUp("Ada")).hasStatus(202);
    assertThat(confirm(mailedCode())).hasStatus(204);

    var tokens = tokens(signIn(PASSWORD));

    var me = body(me(tokens.path("accessToken").stringValue()));
    assertThat(me.path("email").stringValue()).isEqualTo(email);
    assertThat(me.path("displayName").stringValue()).isEqualTo("Ada");
    assertThat(tokens.path("expiresIn").longValue()).isEqualTo(3600);
  }

  @Test
  void tokensAreNotStored() {
    signUpAndConfirm();

    assertThat(signIn(PASSWORD)).headers().hasValue(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  @Test
  void aRefreshTokenGivesAValidAccessToken() {
    signUpAndConfirm();
    var refreshToken = tokens(signIn(PASSWORD)).path("refreshToken").stringValue();

    var refreshed = body(post("/v1/auth/refresh", Map.of("refreshToken", refreshToken)));

    assertThat(me(refreshed.path("accessToken").stringValue())).hasStatusOk();
    assertThat(refreshed.path("refreshToken").stringValue()).isEqualTo(refreshToken);
  }

  @Test
  void anotherCodeReplacesTheFirst() {
    signUp("Ada");
    var first = mailedCode();
    assertThat(post("/v1/auth/resend-code", Map.of("email", email))).hasStatus(202);
    var second = mailedCode();

    if (!first.equals(second)) {
      assertProblem(confirm(first), 400, "invalid-code");
    }
    assertThat(confirm(second)).hasStatus(204);
  }

  @Test
  void signInNeedsAVerifiedEmailAddress() {
    signUp("Ada");

    assertProblem(signIn(PASSWORD), 403, "email-not-verified");
  }

  @Test
  void anInvitedUserIsChallengedToSetANewPassword() {
    var pool = AWS.output("UserPoolId");
    AWS.client(CognitoIdentityProviderClient.builder())
        .adminCreateUser(invite ->
            invite
                .userPoolId(pool)
                .username(email)
                .temporaryPassword(PASSWORD)
                .messageAction(MessageActionType.SUPPRESS));

    var challenge = challenge(signIn(PASSWORD));
    assertThat(challenge.path("challenge").stringValue()).isEqualTo("new-password");
    var session = challenge.path("session").stringValue();
    var weak = Map.of("session", session, "newPassword", "short");
    assertProblem(post("/v1/auth/challenge", weak), 400, "weak-password");
    var challengeResponse = Map.of("session", session, "newPassword", "Another-Horse-2");

    var tokens = tokens(post("/v1/auth/challenge", challengeResponse));

    assertThat(me(tokens.path("accessToken").stringValue())).hasStatusOk();
    assertProblem(post("/v1/auth/challenge", challengeResponse), 400, "invalid-credentials");
  }

  @Test
  void rejectsDisplayNamesThatAreNotVisible() {
    for (var name : List.of(" ", "Ada\nLovelace", "a".repeat(101))) {
      assertProblem(signUp(name), 400, "invalid-request");
    }
  }

  @Test
  void rejectsAWrongCode() {
    signUp("Ada");
    var wrong = mailedCode().equals("000000") ? "000001" : "000000";

    assertProblem(confirm(wrong), 400, "invalid-code");
    assertProblem(signIn(PASSWORD), 403, "email-not-verified");
  }

  @Test
  void rejectsAWeakPassword() {
    var weak = post("/v1/auth/sign-up", Map.of("email", email, "password", "short"));

    assertProblem(weak, 400, "weak-password");
  }

  @Test
  void rejectsInvalidRequests() {
    assertProblem(post("/v1/auth/sign-up", Map.of("email", "ada")), 400, "invalid-request");
    assertProblem(
        post("/v1/auth/sign-in", Map.of("email", email, "password", PASSWORD, "admin", true)),
        400,
        "unknown-field");
    assertProblem(
        http.post()
            .uri("/v1/auth/sign-in")
            .contentType(MediaType.APPLICATION_JSON)
            .content("{")
            .exchange(),
        400,
        "invalid-request");
  }

  @Test
  void anInvalidFieldIsNamedWithoutAClassName() {
    for (var body :
        List.of(
            "{\"email\": \"ada@example.com\", \"password\": \"Correct-Horse-1\","
                + " \"displayName\": \"Anna \\ud83d\"}",
            "{\"email\": \"ada@example.com\", \"password\": \"Correct-Horse-1\","
                + " \"displayName\": 7}")) {
      var response = postJson("/v1/auth/sign-up", body);
      assertProblem(response, 400, "invalid-request");
      assertThat(response).bodyJson().extractingPath("$.errors[0].field").isEqualTo("displayName");
      assertThat(response).bodyText().doesNotContain("dev.madang");
    }
    assertThat(postJson("/v1/auth/sign-up", "{\"email\": \"ada@example.com\"}"))
        .bodyJson()
        .extractingPath("$.errors[0].field")
        .isEqualTo("password");
  }

  private MvcTestResult postJson(String path, String body) {
    return http.post().uri(path).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
  }
}
