package dev.madang.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A response to a request that may have been retried.
 *
 * @param attempts the number of requests; with more than one, an earlier one may have taken effect
 */
record Response(int status, byte[] body, int attempts) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PROBLEM = "urn:madang:problem:";

  Response expect(int expected) {
    assertThat(status).as(text()).isEqualTo(expected);
    return this;
  }

  void expectProblem(int expected, String name) {
    expect(expected);
    assertThat(problem()).isEqualTo(PROBLEM + name);
  }

  boolean isProblem(String name) {
    return status >= 400 && problem().equals(PROBLEM + name);
  }

  <T> T as(Class<T> type) {
    return JSON.readValue(body, type);
  }

  JsonNode json() {
    return JSON.readTree(body);
  }

  String text() {
    return new String(body, UTF_8);
  }

  private String problem() {
    return json().path("type").asString("none");
  }
}
