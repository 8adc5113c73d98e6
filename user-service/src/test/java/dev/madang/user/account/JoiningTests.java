package dev.madang.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.user.RunningService;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JoiningTests extends RunningService {

  private static final String PASSWORD = "Correct-Horse-1";
  private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

  private final MockMvcTester http;
  private final JsonMapper json;
  private final String email = "ada-" + UUID.randomUUID() + "@example.com";

  @Autowired
  JoiningTests(MockMvcTester http, JsonMapper json) {
    this.http = http;
    this.json = json;
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
  void nobodyLearnsThatAnAddressHasAnAccount() {
    join();
    var again = signUp("Somebody else");

    assertThat(again).hasStatus(202).bodyText().isEmpty();
    assertThat(signIn("Not-The-Password-1")).satisfies(this::isWrongCredentials);
    assertThat(
            post(
                "/v1/auth/sign-in",
                Map.of("email", "nobody-" + email, "password", "Not-The-Password-1")))
        .satisfies(this::isWrongCredentials);
    assertThat(post("/v1/auth/resend-code", Map.of("email", "nobody-" + email))).hasStatus(202);
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

    assertProblem(signIn(PASSWORD), 403, "further-step-needed");
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

  private void join() {
    signUp("Ada");
    confirm(mailedCode());
  }

  private MvcTestResult signUp(String displayName) {
    return post(
        "/v1/auth/sign-up",
        Map.of("email", email, "password", PASSWORD, "displayName", displayName));
  }

  private MvcTestResult confirm(String code) {
    return post("/v1/auth/confirm", Map.of("email", email, "code", code));
  }

  private MvcTestResult signIn(String password) {
    return post("/v1/auth/sign-in", Map.of("email", email, "password", password));
  }

  private MvcTestResult me(String accessToken) {
    return http.get()
        .uri("/v1/me")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + accessToken)
        .exchange();
  }

  private MvcTestResult post(String path, Map<String, ?> body) {
    return http.post()
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .content(json.writeValueAsString(body))
        .exchange();
  }

  private String mailedCode() {
    var code = CODE.matcher(AWS.mailsTo(email).getLast().text());
    assertThat(code.find()).isTrue();
    return code.group(1);
  }

  private JsonNode body(MvcTestResult result) {
    assertThat(result).hasStatusOk();
    return json.readTree(result.getResponse().getContentAsByteArray());
  }

  private void isWrongCredentials(MvcTestResult result) {
    assertProblem(result, 401, "wrong-credentials");
  }

  private void assertProblem(MvcTestResult result, int status, String name) {
    assertThat(result)
        .hasStatus(status)
        .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:" + name);
  }
}
