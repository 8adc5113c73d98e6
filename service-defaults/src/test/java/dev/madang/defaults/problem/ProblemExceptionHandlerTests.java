package dev.madang.defaults.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Tracer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class ProblemExceptionHandlerTests {

  private static final JsonMapper STRICT =
      ProblemJson.MAPPER
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final MockMvcTester http =
      MockMvcTester.of(
          List.of(new Yard()),
          builder ->
              builder
                  .setControllerAdvice(new ProblemExceptionHandler(Tracer.NOOP))
                  .setMessageConverters(new JacksonJsonHttpMessageConverter(STRICT))
                  .build());

  @Test
  void anUnknownFieldIsNamed() {
    assertThat(post("{\"name\": \"yard\", \"colour\": \"red\"}"))
        .satisfies(result -> isProblem(result, 400, "unknown-field"))
        .bodyText()
        .contains("colour");
  }

  @Test
  void aFieldThatDoesNotFitIsNamed() {
    assertThat(post("{\"name\": \" \"}"))
        .satisfies(result -> isProblem(result, 400, "invalid-request"))
        .bodyJson()
        .extractingPath("$.errors[0].field")
        .isEqualTo("name");
  }

  @Test
  void aParameterThatDoesNotFitIsNamed() {
    assertThat(http.get().uri("/yard?houses=-1").exchange())
        .satisfies(result -> isProblem(result, 400, "invalid-request"))
        .bodyJson()
        .extractingPath("$.errors[0].field")
        .isEqualTo("houses");
    assertThat(http.get().uri("/yard?houses=many").exchange())
        .satisfies(result -> isProblem(result, 400, "invalid-request"));
  }

  @Test
  void aBodyThatIsNoJsonIsRefused() {
    assertThat(post("{")).satisfies(result -> isProblem(result, 400, "invalid-request"));
  }

  @Test
  void anotherMethodAndAnotherTypeHaveTheirNames() {
    assertThat(http.put().uri("/yard").exchange())
        .satisfies(result -> isProblem(result, 405, "method-not-allowed"));
    assertThat(
            http.post().uri("/yard").contentType(MediaType.TEXT_PLAIN).content("yard").exchange())
        .satisfies(result -> isProblem(result, 415, "unsupported-media-type"));
  }

  @Test
  void aFailureTellsTheClientNothing() {
    assertThat(http.get().uri("/broken").exchange())
        .satisfies(result -> isProblem(result, 500, "internal"))
        .bodyText()
        .doesNotContain("secret");
  }

  @Test
  void whatSpringCallsAFailureTellsNoMore() {
    assertThat(http.get().uri("/unwritable").exchange())
        .satisfies(result -> isProblem(result, 500, "internal"))
        .bodyJson()
        .hasPath("$.traceId");
  }

  private MvcTestResult post(String body) {
    return http.post()
        .uri("/yard")
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .exchange();
  }

  private static void isProblem(MvcTestResult result, int status, String name) {
    assertThat(result)
        .hasStatus(status)
        .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:" + name);
  }

  @RestController
  static class Yard {

    @PostMapping("/yard")
    void build(@RequestBody @Valid Plan plan) {}

    @GetMapping("/yard")
    void show(@RequestParam @PositiveOrZero int houses) {}

    @GetMapping("/broken")
    void broken() {
      throw new IllegalStateException("a secret");
    }

    @GetMapping("/unwritable")
    Map<String, Object> unwritable() {
      return Map.of("self", new Unwritable());
    }

    record Unwritable() {
      public String getSecret() {
        throw new IllegalStateException("a secret");
      }
    }

    record Plan(@NotBlank String name) {}
  }
}
