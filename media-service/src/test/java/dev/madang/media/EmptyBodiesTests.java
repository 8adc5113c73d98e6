package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.ProtectedOperation;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Whoever leaves everything out, or sends no object at all, is at fault, not we. */
class EmptyBodiesTests extends RunningService {

  private final MockMvcTester http;

  @Autowired
  EmptyBodiesTests(MockMvcTester http) {
    this.http = http;
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "[]", "{\"from\":\"a\"}", "{\"to\":\"a\"}", "{\"x\":null}"})
  void noOperationFailsForWhatIsMissing(String body) throws Exception {
    var operations = protectedOperations(http);
    assertThat(operations).isNotEmpty();
    var softly = new SoftAssertions();
    for (var operation : operations) {
      // One each: some operations end it.
      var token = AWS.users().signedIn().accessToken();
      var answer =
          http.method(HttpMethod.valueOf(operation.method()))
              .uri(operation.path())
              .header("Authorization", "Bearer " + token)
              .contentType(MediaType.APPLICATION_JSON)
              .content(body)
              .exchange();
      softly
          .assertThat(answer.getResponse().getStatus())
          .as(operation + " with " + body)
          .isLessThan(500);
    }
    softly.assertAll();
  }
}
