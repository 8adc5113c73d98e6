package dev.madang.defaults.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.madang.defaults.problem.ProblemExceptionHandlerTests;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

public class WebSupportTests {

  private static final JsonMapper JSON =
      JsonMapper.builder().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class).build();

  private static final ApiVersionProperties NO_DEPRECATION = new ApiVersionProperties(Map.of());

  private final Object exceptionHandler = ProblemExceptionHandlerTests.exceptionHandler();
  private final MockMvcTester http =
      MockMvcTester.of(
          List.of(new HouseController()),
          builder ->
              builder
                  .setControllerAdvice(exceptionHandler)
                  .setCustomArgumentResolvers(
                      new WebConfiguration(JSON, NO_DEPRECATION).currentUser())
                  .setMessageConverters(new JacksonJsonHttpMessageConverter(StrictJson.from(JSON)))
                  .build());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"Anna \\ud83d\"}",
        "{\"name\": 7}",
        "{\"name\": \"a\", \"name\": \"b\"}",
        "{\"name\": \"a\", \"rooms\": \"7\"}",
        "{\"name\": \"a\", \"rooms\": 7.5}",
        "{\"name\": \"a\", \"rooms\": 1e99999999}",
        "{\"name\": \"a\", \"rooms\": 4294967297.0}",
        "{\"name\": \"a\", \"garden\": 1}",
        "{\"name\": \"a\", \"rooms\": null}",
        "{\"name\": \"a\"} {}",
        "{\"name\": \"a\", \"rooms\": 1, \"garden\": true, \"street\": \"\\ud83d\"}",
        "{\"owners\": [\"\\udc00\"], \"name\": \"a\"}",
      })
  void requestBodyIsReadAsTheSpecDescribesIt(String body) {
    assertThat(post(body)).satisfies(result -> isProblem(result, 400, "invalid-request"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "7.0", "70e-1", "0.7E1"})
  void anIntegerIsReadAsJsonSchemaDefinesIt(String rooms) {
    assertThat(post("{\"name\": \"a\", \"garden\": true, \"rooms\": " + rooms + "}"))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("$.rooms")
        .isEqualTo(7);
  }

  @Test
  void halfAnEmojiNamesItsField() {
    assertThat(post("{\"name\": \"Anna \\ud83d\"}"))
        .bodyJson()
        .extractingPath("$.errors[0].field")
        .isEqualTo("name");
    assertThat(post("{\"name\": \"Anna \\ud83d\\ude00\", \"rooms\": 1, \"garden\": true}"))
        .hasStatusOk();
  }

  @Test
  void pageEndsWithACursorThatContinuesIt() {
    var page = Page.of(List.of("a", "b", "c"), 2, String::toUpperCase, it -> it);
    assertThat(page.items()).containsExactly("A", "B");
    assertThat(new Cursor(String.valueOf(page.next())).<String>decode(it -> it)).isEqualTo("b");
    assertThat(Page.of(List.of("a"), 2, it -> it, it -> it).next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "bm8", "%00", "a b"})
  void cursorOfNoPageIsInvalid(String cursor) {
    assertThat(http.get().uri("/houses?cursor={cursor}", cursor).exchange())
        .satisfies(result -> isProblem(result, 400, "invalid-cursor"));
  }

  @Test
  void cursorContinuesAndIsOptional() {
    assertThat(http.get().uri("/houses?cursor=" + Cursor.encode("7").value()).exchange())
        .bodyText()
        .isEqualTo("\"7\"");
    assertThat(http.get().uri("/houses").exchange()).hasStatusOk().bodyText().isEqualTo("\"0\"");
  }

  @Test
  void changeNeedsACondition() {
    assertThat(patch("{}", null)).satisfies(it -> isProblem(it, 428, "precondition-required"));
    assertThat(patch("{}", "\"4\"")).satisfies(it -> isProblem(it, 412, "precondition-failed"));
    assertThat(patch("{}", "W/\"5\"")).satisfies(it -> isProblem(it, 412, "precondition-failed"));
    assertThat(patch("{}", "5")).satisfies(it -> isProblem(it, 400, "invalid-request"));
    assertThat(patch("{}", "\"5\"")).hasStatusOk().hasHeader(HttpHeaders.ETAG, "\"5\"");
    assertThat(patch("{}", "*")).hasStatusOk();
  }

  @Test
  void mergePatchChangesWhatItNames() {
    assertThat(patch("{\"name\": \"Hanok\"}", "*")).bodyText().contains("Hanok");
    assertThat(patch("{\"color\": null}", "*")).bodyText().contains("Optional.empty");
    assertThat(patch("{\"name\": null}", "*"))
        .satisfies(it -> isProblem(it, 400, "invalid-request"));
    assertThat(patch("{\"name\": \"\\ud83d\"}", "*"))
        .satisfies(it -> isProblem(it, 400, "invalid-request"));
    assertThat(patch("{\"id\": \"x\"}", "*"))
        .satisfies(it -> isProblem(it, 400, "read-only-field"));
    assertThat(patch("{\"x\": 1}", "*")).satisfies(it -> isProblem(it, 400, "unknown-field"));
    assertThat(patch("[]", "*")).satisfies(it -> isProblem(it, 400, "invalid-request"));
  }

  @Test
  void currentUserIsTheSubjectOfTheToken() {
    Principal token = () -> "8b2f6f0e";
    assertThat(
            http.get()
                .uri("/me")
                .principal(token)
                .with(request -> {
                  request.setRemoteUser(token.getName());
                  return request;
                })
                .exchange())
        .bodyText()
        .contains("UserId[value=8b2f6f0e]");
  }

  @Test
  void visibleNameHasAVisibleCharacterAndNoInvisibleOne() {
    assertThat(Text.requireVisibleName("Anna \ud83d\ude00", 6)).isEqualTo("Anna \ud83d\ude00");
    for (var invisible :
        List.of(
            "", " ", "\u200b", "a\u0000", "a\r\nb", "a\u007f", "a\u202eb", "\u3000", "abcdefg")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Text.requireVisibleName(invisible, 6))
          .withMessage("must be 1 to 6 visible characters");
    }
  }

  private MvcTestResult post(String body) {
    return http.post().uri("/houses").contentType("application/json").content(body).exchange();
  }

  private MvcTestResult patch(String body, @Nullable String condition) {
    var request = http.patch().uri("/houses").contentType(MergePatch.MEDIA_TYPE).content(body);
    return (condition == null ? request : request.header(HttpHeaders.IF_MATCH, condition))
        .exchange();
  }

  private static void isProblem(MvcTestResult result, int status, String code) {
    assertThat(result)
        .hasStatus(status)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:" + code);
  }

  public record UserId(String value) {}

  record Street(@JsonValue String value) {}

  record House(String name, int rooms, boolean garden, List<String> owners, Street street) {}

  @RestController
  static class HouseController {

    @PostMapping("/houses")
    House build(@RequestBody House house) {
      return house;
    }

    @GetMapping("/houses")
    String list(@RequestParam Optional<Cursor> cursor) {
      return cursor.map(it -> it.<Integer>decode(Integer::valueOf)).orElse(0).toString();
    }

    @GetMapping("/me")
    String me(@CurrentUser UserId user) {
      return user.toString();
    }

    @PatchMapping("/houses")
    Versioned<Map<String, String>> change(
        @RequestHeader(HttpHeaders.IF_MATCH) IfMatch condition, @RequestBody MergePatch patch) {
      condition.require(5);
      var name = patch.allow(Set.of("name", "color"), Set.of("id")).required("name", it -> it);
      var color = patch.removable("color", it -> it);
      return Versioned.ok(Map.of("name", name.orElse(""), "color", color.toString()), 5);
    }
  }
}
