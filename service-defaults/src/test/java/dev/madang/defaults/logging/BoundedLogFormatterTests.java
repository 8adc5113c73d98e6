package dev.madang.defaults.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.KeyValuePair;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BoundedLogFormatterTests {

  private final BoundedLogFormatter formatter =
      new BoundedLogFormatter(
          new MockEnvironment().withProperty("spring.application.name", "test-service"));
  private final JsonMapper json = new JsonMapper();

  @Test
  void shortEventsAreOneLine() {
    var line = lines(event("Processed {}", null, "x.jpg")).getFirst();

    assertThat(line.get("message").stringValue()).isEqualTo("Processed x.jpg");
    assertThat(line.get("log").get("level").stringValue()).isEqualTo("WARN");
    assertThat(line.get("log").get("logger").stringValue()).isEqualTo("dev.madang.Test");
    assertThat(line.get("service").get("name").stringValue()).isEqualTo("test-service");
    assertThat(line.get("@timestamp").stringValue()).endsWith("Z");
    assertThat(line.get("traceId").stringValue()).hasSize(32);
    assertThat(line.has("error")).isFalse();
  }

  static Stream<String> longTexts() {
    return Stream.of("x", "\"", "\u0001", "é", "마", "\ud83d\ude00", "a/b\n", "\ud83d")
        .map(it -> it.repeat(200_000));
  }

  @ParameterizedTest
  @MethodSource("longTexts")
  void noTextMakesALineLongerThanTwoKilobytes(String text) {
    assertThat(lines(event("Failed {}", null, text)))
        .singleElement()
        .satisfies(line ->
            assertThat(line.get("message").stringValue())
                .startsWith("Failed ")
                .endsWith("… (" + (text.length() + 7) + " characters)"));
    var cause = new IllegalStateException(text, new IllegalArgumentException(text));
    cause.addSuppressed(new IllegalStateException(text));
    assertThat(lines(event(text, cause, text))).hasSizeBetween(2, 15);
    var names =
        event(
            Map.of("a", text, "b", text, "c", text, text, text),
            "Failed",
            new IllegalStateException(text));
    names.setThreadName(text);
    names.addKeyValuePair(new KeyValuePair("d", text));
    assertThat(lines(names)).isNotEmpty();
  }

  @Test
  void longStackTracesContinueInFurtherLines() {
    var cause = new IllegalStateException("the cause");
    var trace =
        lines(event("Failed", new IllegalStateException("outer", cause))).stream()
            .map(line -> line.get("error").get("stack_trace").stringValue())
            .toList();

    assertThat(String.join("", trace))
        .startsWith("java.lang.IllegalStateException: the cause\n\tat dev.madang.defaults.logging")
        .contains("\nWrapped by: java.lang.IllegalStateException: outer");
    assertThat(trace).hasSizeGreaterThan(1);
  }

  @Test
  void endlessStackTracesAreCut() {
    var overflow = new StackOverflowError();
    overflow.setStackTrace(
        Collections.nCopies(1024, overflow.getStackTrace()[0]).toArray(StackTraceElement[]::new));

    assertThat(lines(event("Failed", overflow))).hasSize(15);
  }

  private List<JsonNode> lines(LoggingEvent event) {
    var lines = formatter.format(event).lines().toList();
    assertThat(lines).allSatisfy(line -> assertThat(line.getBytes(UTF_8)).hasSizeLessThan(2048));
    return lines.stream().map(json::readTree).toList();
  }

  private static LoggingEvent event(
      String message, @Nullable Throwable failure, Object... arguments) {
    return event(
        Map.of("traceId", "0af7651916cd43dd8448eb211c80319c"), message, failure, arguments);
  }

  private static LoggingEvent event(
      Map<String, String> context,
      String message,
      @Nullable Throwable failure,
      Object... arguments) {
    var logger = new LoggerContext().getLogger("dev.madang.Test");
    var event = new LoggingEvent("test", logger, Level.WARN, message, failure, arguments);
    event.setMDCPropertyMap(context);
    return event;
  }
}
