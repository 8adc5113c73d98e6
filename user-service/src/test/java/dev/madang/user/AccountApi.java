package dev.madang.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.SignedInUser;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as a client with a new email address uses it. */
public abstract class AccountApi extends RunningService {

  protected static final String PASSWORD = "Correct-Horse-1";
  private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

  protected final MockMvcTester http;
  protected final JsonMapper json;
  protected final String email = "ada-" + UUID.randomUUID() + "@example.com";

  protected AccountApi(MockMvcTester http, JsonMapper json) {
    this.http = http;
    this.json = json;
  }

  protected void signUpAndConfirm() {
    signUp("Ada");
    confirm(mailedCode());
  }

  protected MvcTestResult signUp(String displayName) {
    return post(
        "/v1/auth/sign-up",
        Map.of("email", email, "password", PASSWORD, "displayName", displayName));
  }

  protected MvcTestResult confirm(String code) {
    return post("/v1/auth/confirm", Map.of("email", email, "code", code));
  }

  protected MvcTestResult signIn(String password) {
    return post("/v1/auth/sign-in", Map.of("email", email, "password", password));
  }

  protected SignedInUser signUpAndSignIn() {
    signUpAndConfirm();
    return signedIn();
  }

  protected SignedInUser signedIn() {
    var tokens = tokens(signIn(PASSWORD));
    return new SignedInUser(
        "", email, tokens.path("accessToken").stringValue(), tokens.path("idToken").stringValue());
  }

  protected MvcTestResult me(String accessToken) {
    return send(HttpMethod.GET, "/v1/me", accessToken, null);
  }

  protected MvcTestResult post(String path, Map<String, ?> body) {
    return send(HttpMethod.POST, path, null, body);
  }

  protected MvcTestResult send(
      HttpMethod method, String path, @Nullable String accessToken, @Nullable Map<String, ?> body) {
    var request = http.method(method).uri(path);
    if (accessToken != null) {
      request = request.header(HttpHeaders.AUTHORIZATION, "Bearer " + accessToken);
    }
    if (body != null) {
      request =
          request.contentType(MediaType.APPLICATION_JSON).content(json.writeValueAsString(body));
    }
    return request.exchange();
  }

  protected String mailedCode() {
    var code = CODE.matcher(AWS.mailsTo(email).getLast().text());
    assertThat(code.find()).isTrue();
    return code.group(1);
  }

  protected String wrongCode() {
    return mailedCode().equals("000000") ? "000001" : "000000";
  }

  /** The tokens of a response that has them. */
  protected JsonNode tokens(MvcTestResult signIn) {
    var response = body(signIn);
    assertThat(response.path("type").asString()).isEqualTo("signed-in");
    return response.path("tokens");
  }

  /** The challenge of a response that has one. */
  protected JsonNode challenge(MvcTestResult signIn) {
    var response = body(signIn);
    assertThat(response.path("type").asString()).isEqualTo("challenge");
    return response;
  }

  protected JsonNode body(MvcTestResult result) {
    return body(result, 200);
  }

  protected JsonNode body(MvcTestResult result, int status) {
    assertThat(result).hasStatus(status);
    return json.readTree(result.getResponse().getContentAsByteArray());
  }

  protected static void assertProblem(MvcTestResult result, int status, String name) {
    assertThat(result)
        .hasStatus(status)
        .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:" + name);
  }
}
