package dev.madang.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.ForgedToken;
import dev.madang.localaws.ForgedTokens;
import dev.madang.localaws.ProtectedOperation;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Sends each forged token to each protected operation of our specs. */
class ForgedTokensTests extends RunningService {

  private static final ForgedTokens TOKENS = new ForgedTokens(AWS);

  private final MockMvcTester http;
  private final List<ProtectedOperation> operations = new ArrayList<>();

  @Autowired
  ForgedTokensTests(MockMvcTester http) {
    this.http = http;
  }

  @BeforeEach
  void readSpec() throws Exception {
    for (var group : List.of("public", "internal")) {
      var spec = http.get().uri("/openapi/" + group).exchange().getResponse().getContentAsString();
      operations.addAll(ProtectedOperation.in(spec));
    }
    assertThat(operations).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void rejectsAForgedToken(ForgedToken token) {
    var softly = new SoftAssertions();
    for (var operation : operations) {
      var response = send(operation, "Bearer " + token.value());
      var what = operation + " with " + token.what();
      if (isMalformedHeader(token)) {
        softly.assertThat(response.getStatus()).as(what).isEqualTo(400);
        continue;
      }
      softly.assertThat(response.getStatus()).as(what).isEqualTo(401);
      softly.assertThat(body(response)).as(what).contains("\"urn:madang:problem:invalid-token\"");
      softly
          .assertThat(response.getHeader("WWW-Authenticate"))
          .as(what)
          .isEqualTo("Bearer error=\"invalid_token\"");
    }
    softly.assertAll();
  }

  static List<ForgedToken> rejectsAForgedToken() {
    return TOKENS.bad();
  }

  @Test
  void ignoresATokenInTheQuery() {
    for (var operation : operations) {
      var response =
          http.method(HttpMethod.valueOf(operation.method()))
              .uri(operation.path() + "?access_token={token}", TOKENS.good())
              .exchange()
              .getResponse();
      assertThat(response.getStatus()).as(operation.toString()).isEqualTo(401);
      assertThat(body(response)).contains("\"urn:madang:problem:missing-token\"");
    }
  }

  @Test
  void acceptsAValidToken() {
    for (var operation : operations) {
      // One token per call: some operations end its session.
      var token = AWS.users().signedIn().accessToken();
      assertThat(body(send(operation, "Bearer " + token)))
          .as(operation.toString())
          .doesNotContain("urn:madang:problem:invalid-token");
    }
  }

  /** No HTTP server accepts such a header. */
  private static boolean isMalformedHeader(ForgedToken token) {
    return token.value().contains("\n") || token.value().contains("\u0000");
  }

  private MockHttpServletResponse send(ProtectedOperation operation, String authorization) {
    return http.method(HttpMethod.valueOf(operation.method()))
        .uri(operation.path())
        .header("Authorization", authorization)
        .contentType(MediaType.APPLICATION_JSON)
        .content("{}")
        .exchange()
        .getResponse();
  }

  private static String body(MockHttpServletResponse response) {
    return new String(response.getContentAsByteArray(), UTF_8);
  }
}
