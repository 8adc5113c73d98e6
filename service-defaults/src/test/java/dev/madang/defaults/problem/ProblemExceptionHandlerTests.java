package dev.madang.defaults.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Tracer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

public class ProblemExceptionHandlerTests {

  private static final JsonMapper STRICT =
      ProblemJson.MAPPER
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final MockMvcTester http =
      MockMvcTester.of(
          List.of(new TestController()),
          builder ->
              builder
                  .setControllerAdvice(new ProblemExceptionHandler(Tracer.NOOP))
                  .setMessageConverters(new JacksonJsonHttpMessageConverter(STRICT))
                  .build());

  /** For tests of other packages. */
  public static Object exceptionHandler() {
    return new ProblemExceptionHandler(Tracer.NOOP);
  }

  @Test
  void unknownFieldIsNamed() {
    assertThat(post("{\"name\": \"yard\", \"colour\": \"red\"}"))
        .satisfies(result -> isProblem(result, 400, "unknown-field"))
        .bodyText()
        .contains("colour");
  }

  @Test
  void invalidFieldIsNamed() {
    assertThat(post("{\"name\": \" \"}"))
        .satisfies(result -> isProblem(result, 400, "invalid-request"))
        .bodyJson()
        .extractingPath("$.errors[0].field")
        .isEqualTo("name");
  }

  @Test
  void invalidParameterIsNamed() {
    assertThat(http.get().uri("/houses?houses=-1").exchange())
        .satisfies(result -> isProblem(result, 400, "invalid-request"))
        .bodyJson()
        .extractingPath("$.errors[0].field")
        .isEqualTo("houses");
    assertThat(http.get().uri("/houses?houses=many").exchange())
        .satisfies(result -> isProblem(result, 400, "invalid-request"))
        .bodyJson()
        .extractingPath("$.errors[0].field")
        .isEqualTo("houses");
  }

  @Test
  void malformedJsonIsRejected() {
    assertThat(post("{")).satisfies(result -> isProblem(result, 400, "invalid-request"));
  }

  @Test
  void unsupportedMethodAndMediaTypeHaveTheirOwnTypes() {
    assertThat(http.put().uri("/houses").exchange())
        .satisfies(result -> isProblem(result, 405, "method-not-allowed"));
    assertThat(
            http.post().uri("/houses").contentType(MediaType.TEXT_PLAIN).content("yard").exchange())
        .satisfies(result -> isProblem(result, 415, "unsupported-media-type"));
  }

  @Test
  void methodNotAllowedNamesTheAllowedOnes() {
    assertThat(http.delete().uri("/houses").exchange())
        .satisfies(result -> isProblem(result, 405, "method-not-allowed"))
        .headers()
        .hasHeaderSatisfying("Allow", allowed -> assertThat(allowed.getFirst()).contains("POST"));
  }

  @Test
  void headersThatCannotBeParsedAreClientErrors() {
    assertThat(http.get().uri("/house").header("Accept", "nonsense").exchange())
        .satisfies(result -> isProblem(result, 406, "not-acceptable"));
    assertThat(
            http.post().uri("/houses").header("Content-Type", "nonsense").content("{}").exchange())
        .satisfies(result -> isProblem(result, 415, "unsupported-media-type"));
    assertThat(
            http.post()
                .uri("/houses")
                .header("Content-Type", "multipart/form-data")
                .content("{}")
                .exchange())
        .satisfies(result -> isProblem(result, 415, "unsupported-media-type"));
  }

  @Test
  void noMessageNamesAClass() {
    for (var body :
        List.of(
            "[]",
            "7",
            "null",
            "\"x\"",
            "{\"name\": []}",
            "{\"name\": {}}",
            "{\"name\": \"a\", \"rooms\": \"x\"}",
            "{\"name\": \"a\", \"rooms\": 1e99}",
            "{\"name\": \"a\", \"built\": \"yesterday\"}",
            "{\"name\": \"a\", \"style\": \"x\"}")) {
      assertThat(post(body))
          .satisfies(result -> isProblem(result, 400, "invalid-request"))
          .bodyText()
          .doesNotContain("dev.madang", "java.", "tools.jackson", "Cannot ");
    }
  }

  @Test
  void nestedFieldsAreNamedByTheirPath() {
    assertThat(post("{\"name\": \"a\", \"doors\": [{\"width\": \"wide\"}]}"))
        .bodyJson()
        .extractingPath("$.errors[0].field")
        .isEqualTo("doors[0].width");
  }

  @Test
  void thrownProblemHasItsMembersAndHeaders() {
    assertThat(http.get().uri("/busy").exchange())
        .satisfies(result -> isProblem(result, 429, "too-many-requests"))
        .hasHeader("Retry-After", "7")
        .bodyJson()
        .extractingPath("$.limit")
        .isEqualTo(3);
  }

  @Test
  void unexpectedExceptionIsNotShownToTheClient() {
    assertThat(http.get().uri("/broken").exchange())
        .satisfies(result -> isProblem(result, 500, "internal-error"))
        .bodyText()
        .doesNotContain("secret");
  }

  @Test
  void springsOwnServerErrorIsNotShownToTheClient() {
    assertThat(http.get().uri("/unwritable").exchange())
        .satisfies(result -> isProblem(result, 500, "internal-error"))
        .bodyJson()
        .hasPath("$.traceId");
  }

  private MvcTestResult post(String body) {
    return http.post()
        .uri("/houses")
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
  static class TestController {

    @PostMapping("/houses")
    void build(@RequestBody @Valid House house) {}

    @GetMapping("/houses")
    void show(@RequestParam @PositiveOrZero int houses) {}

    @GetMapping("/house")
    Map<String, String> house() {
      return Map.of();
    }

    @GetMapping("/busy")
    void busy() {
      throw CommonProblem.TOO_MANY_REQUESTS
          .exception()
          .with("limit", 3)
          .retryAfter(Duration.ofSeconds(7));
    }

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

    enum Style {
      HANOK
    }

    record Door(int width) {}

    record House(
        @NotBlank String name,
        @Nullable Integer rooms,
        @Nullable Instant built,
        @Nullable Style style,
        @Nullable List<Door> doors) {}
  }
}
