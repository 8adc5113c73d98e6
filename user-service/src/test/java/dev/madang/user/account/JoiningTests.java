package dev.madang.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import tools.jackson.databind.json.JsonMapper;

class JoiningTests extends AccountService {

  @Autowired
  JoiningTests(MockMvcTester http, JsonMapper json) {
    super(http, json);
  }

  @Test
  void aUserJoinsWithTheMailedCodeAndHasAProfile() {
    assertThat(signUp("Ada")).hasStatus(202);
    assertThat(confirm(mailedCode())).hasStatus(204);

    var tokens = body(signIn(PASSWORD));

    var me = body(me(tokens.path("accessToken").stringValue()));
    assertThat(me.path("email").stringValue()).isEqualTo(email);
    assertThat(me.path("displayName").stringValue()).isEqualTo("Ada");
    assertThat(tokens.path("expiresIn").longValue()).isEqualTo(3600);
  }

  @Test
  void tokensAreNeverCached() {
    join();

    assertThat(signIn(PASSWORD)).headers().hasValue(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  @Test
  void aRefreshTokenGivesAnAccessTokenThatOpensTheApi() {
    join();
    var refreshToken = body(signIn(PASSWORD)).path("refreshToken").stringValue();

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
      assertProblem(confirm(first), 400, "wrong-code");
    }
    assertThat(confirm(second)).hasStatus(204);
  }

  @Test
  void whoHasNotConfirmedIsToldSo() {
    signUp("Ada");

    assertProblem(signIn(PASSWORD), 403, "not-confirmed");
  }

  @Test
  void whoWasInvitedHasAStepToTakeFirst() {
    var pool = AWS.output("UserPoolId");
    AWS.client(CognitoIdentityProviderClient.builder())
        .adminCreateUser(invite ->
            invite
                .userPoolId(pool)
                .username(email)
                .temporaryPassword(PASSWORD)
                .messageAction(MessageActionType.SUPPRESS));

    var challenge = body(signIn(PASSWORD), 202);
    assertThat(challenge.path("challenge").stringValue()).isEqualTo("new-password");
    var session = challenge.path("session").stringValue();
    var weak = Map.of("session", session, "newPassword", "short");
    assertProblem(post("/v1/auth/challenge", weak), 400, "weak-password");
    var answer = Map.of("session", session, "newPassword", "Another-Horse-2");

    var tokens = body(post("/v1/auth/challenge", answer), 200);

    assertThat(me(tokens.path("accessToken").stringValue())).hasStatusOk();
    assertProblem(post("/v1/auth/challenge", answer), 401, "wrong-credentials");
  }

  @Test
  void aNameWithoutVisibleCharactersOrWithControlsIsRefused() {
    for (var name : List.of(" ", "Ada\nLovelace", "a".repeat(101))) {
      assertProblem(signUp(name), 400, "invalid-request");
    }
  }

  @Test
  void aWrongCodeConfirmsNothing() {
    signUp("Ada");
    var wrong = mailedCode().equals("000000") ? "000001" : "000000";

    assertProblem(confirm(wrong), 400, "wrong-code");
    assertProblem(signIn(PASSWORD), 403, "not-confirmed");
  }

  @Test
  void aWeakPasswordIsRefusedWithWhatItLacks() {
    var weak = post("/v1/auth/sign-up", Map.of("email", email, "password", "short"));

    assertProblem(weak, 400, "weak-password");
  }

  @Test
  void badRequestsSayWhatIsWrong() {
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
}
