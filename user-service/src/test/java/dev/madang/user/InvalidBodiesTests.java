package dev.madang.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.ProtectedOperation;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Missing fields, and bodies that are not objects, are client errors. */
class InvalidBodiesTests extends RunningService {

  private final MockMvcTester http;

  @Autowired
  InvalidBodiesTests(MockMvcTester http) {
    this.http = http;
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "[]", "{\"from\":\"a\"}", "{\"to\":\"a\"}", "{\"x\":null}"})
  void noOperationFailsWithAServerError(String body) throws Exception {
    var operations = new ArrayList<ProtectedOperation>();
    for (var group : List.of("public", "internal")) {
      var spec = http.get().uri("/openapi/" + group).exchange().getResponse();
      operations.addAll(ProtectedOperation.in(spec.getContentAsString()));
    }
    assertThat(operations).isNotEmpty();
    var softly = new SoftAssertions();
    for (var operation : operations) {
      // One token per operation: some operations revoke it.
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
