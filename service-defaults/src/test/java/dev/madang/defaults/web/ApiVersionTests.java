package dev.madang.defaults.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.defaults.problem.ProblemExceptionHandlerTests;
import dev.madang.defaults.web.ApiVersionProperties.Deprecation;
import java.net.URI;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import tools.jackson.databind.json.JsonMapper;

class ApiVersionTests {

  private static final ApiVersionProperties FIRST_VERSION_ENDS =
      new ApiVersionProperties(
          Map.of(
              "1",
              new Deprecation(
                  LocalDate.of(2027, 1, 1),
                  LocalDate.of(2028, 1, 1),
                  URI.create("https://madang.example/v2"))));

  private final AnnotationConfigWebApplicationContext context =
      new AnnotationConfigWebApplicationContext();
  private MockMvcTester http;

  @BeforeEach
  void start() {
    context.setServletContext(new MockServletContext());
    context.register(Mvc.class, HouseController.class, InternalHouseController.class);
    context.addBeanFactoryPostProcessor(beans ->
        beans.registerSingleton("problems", ProblemExceptionHandlerTests.exceptionHandler()));
    context.refresh();
    http = MockMvcTester.from(context);
  }

  @AfterEach
  void stop() {
    context.close();
  }

  @Test
  void eachVersionHasItsMethod() {
    assertThat(get("/v1/houses")).hasStatusOk().hasBodyTextEqualTo("first");
    assertThat(get("/v2/houses")).hasStatusOk().hasBodyTextEqualTo("second");
  }

  @Test
  void anInternalPathHasNoVersion() {
    assertThat(get("/internal/houses")).hasStatusOk().hasBodyTextEqualTo("internal");
    assertThat(get("/v1/internal/houses")).hasStatus(404);
    assertThat(get("/houses")).hasStatus(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v3/houses", "/v0/houses", "/vx/houses", "/v/houses", "/v1.5/houses"})
  void anUnknownVersionIsAProblem(String path) {
    assertThat(get(path))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("$.type")
        .asString()
        .endsWith("invalid-request");
  }

  @Test
  void aDeprecatedVersionSaysSinceWhenAndUntilWhen() {
    assertThat(get("/v1/houses"))
        .headers()
        .satisfies(headers -> {
          assertThat(headers.getFirst("Deprecation")).isEqualTo("@1798761600");
          assertThat(headers.getFirst("Sunset")).isEqualTo("Sat, 1 Jan 2028 00:00:00 GMT");
          assertThat(headers.getFirst("Link")).contains("https://madang.example/v2");
        });
    assertThat(get("/v2/houses").getResponse().getHeader("Deprecation")).isNull();
    assertThat(get("/internal/houses").getResponse().getHeader("Deprecation")).isNull();
  }

  private MvcTestResult get(String path) {
    return http.get().uri(path).exchange();
  }

  @EnableWebMvc
  static class Mvc {

    @Bean
    WebConfiguration webConfiguration() {
      return new WebConfiguration(new JsonMapper(), FIRST_VERSION_ENDS);
    }
  }

  @ApiController("/houses")
  static class HouseController {

    @GetMapping
    String list() {
      return "first";
    }

    @GetMapping(version = "2")
    String listInVersion2() {
      return "second";
    }
  }

  @RestController
  static class InternalHouseController {

    @GetMapping("/internal/houses")
    String list() {
      return "internal";
    }
  }
}
