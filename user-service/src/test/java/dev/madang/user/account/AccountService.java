package dev.madang.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.SignedInUser;
import dev.madang.user.RunningService;
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

/** The service as a client sees it who joins with an address of its own. */
abstract class AccountService extends RunningService {

  static final String PASSWORD = "Correct-Horse-1";
  private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

  final MockMvcTester http;
  final JsonMapper json;
  final String email = "ada-" + UUID.randomUUID() + "@example.com";

  AccountService(MockMvcTester http, JsonMapper json) {
    this.http = http;
    this.json = json;
  }

  void join() {
    signUp("Ada");
    confirm(mailedCode());
  }

  MvcTestResult signUp(String displayName) {
    return post(
        "/v1/auth/sign-up",
        Map.of("email", email, "password", PASSWORD, "displayName", displayName));
  }

  MvcTestResult confirm(String code) {
    return post("/v1/auth/confirm", Map.of("email", email, "code", code));
  }

  MvcTestResult signIn(String password) {
    return post("/v1/auth/sign-in", Map.of("email", email, "password", password));
  }

  SignedInUser joined() {
    join();
    return signedIn();
  }

  SignedInUser signedIn() {
    var tokens = body(signIn(PASSWORD));
    return new SignedInUser(
        "", email, tokens.path("accessToken").stringValue(), tokens.path("idToken").stringValue());
  }

  MvcTestResult me(String accessToken) {
    return send(HttpMethod.GET, "/v1/me", accessToken, null);
  }

  MvcTestResult post(String path, Map<String, ?> body) {
    return send(HttpMethod.POST, path, null, body);
  }

  MvcTestResult send(
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

  String mailedCode() {
    var code = CODE.matcher(AWS.mailsTo(email).getLast().text());
    assertThat(code.find()).isTrue();
    return code.group(1);
  }

  String wrongCode() {
    return mailedCode().equals("000000") ? "000001" : "000000";
  }

  JsonNode body(MvcTestResult result) {
    return body(result, 200);
  }

  JsonNode body(MvcTestResult result, int status) {
    assertThat(result).hasStatus(status);
    return json.readTree(result.getResponse().getContentAsByteArray());
  }

  static void assertProblem(MvcTestResult result, int status, String name) {
    assertThat(result)
        .hasStatus(status)
        .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:" + name);
  }
}
