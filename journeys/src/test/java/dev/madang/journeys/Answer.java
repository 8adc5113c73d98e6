package dev.madang.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.json.JsonMapper;

/**
 * What came back.
 *
 * @param attempts how often it was asked for; after more than one, an earlier answer may be lost
 */
record Answer(int status, byte[] body, int attempts) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PROBLEM = "urn:madang:problem:";

  Answer expect(int wanted) {
    assertThat(status).as(text()).isEqualTo(wanted);
    return this;
  }

  void expectProblem(int wanted, String name) {
    expect(wanted);
    assertThat(problem()).isEqualTo(PROBLEM + name);
  }

  boolean isProblem(String name) {
    return status >= 400 && problem().equals(PROBLEM + name);
  }

  <T> T as(Class<T> type) {
    return JSON.readValue(body, type);
  }

  String text() {
    return new String(body, UTF_8);
  }

  private String problem() {
    return JSON.readTree(body).path("type").asString("none");
  }
}
