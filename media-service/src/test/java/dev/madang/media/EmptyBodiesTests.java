package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A body without its fields, or that is not an object, is a client error. */
class EmptyBodiesTests extends RunningService {

  private final MockMvcTester http;

  @Autowired
  EmptyBodiesTests(MockMvcTester http) {
    this.http = http;
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "[]", "{\"from\":\"a\"}", "{\"to\":\"a\"}", "{\"x\":null}"})
  void noOperationAnswersEmptyBodiesWithAServerError(String body) throws Exception {
    var operations = protectedOperations(http);
    assertThat(operations).isNotEmpty();
    var softly = new SoftAssertions();
    for (var operation : operations) {
      // One session per call: some operations end it.
      var token = AWS.users().signedIn().accessToken();
      var response =
          http.method(HttpMethod.valueOf(operation.method()))
              .uri(operation.path())
              .header("Authorization", "Bearer " + token)
              .contentType(MediaType.APPLICATION_JSON)
              .content(body)
              .exchange();
      softly
          .assertThat(response.getResponse().getStatus())
          .as(operation + " with " + body)
          .isLessThan(500);
    }
    softly.assertAll();
  }
}
