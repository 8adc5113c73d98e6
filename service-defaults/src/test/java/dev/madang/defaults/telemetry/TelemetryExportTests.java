package dev.madang.defaults.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import com.google.protobuf.ByteString;
import dev.madang.defaults.web.ApiController;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.RestClient;

/** A service with the settings of all services, and a receiver of OTLP. */
@ExtendWith(OutputCaptureExtension.class)
class TelemetryExportTests {

  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT_ID = "b7ad6b7169203331";
  private static final String SHARE_SECRET = "c2hhcmUtc2VjcmV0";
  private static final String TOKEN = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkifQ.";
  private static final String CODE = "481516";
  private static final String SIGNATURE = "9f86d081884c7d659a2feaa0c55ad015";
  private static final OtlpReceiver RECEIVER = new OtlpReceiver();

  @BeforeAll
  static void exportATrace() throws Exception {
    // Ending the service exports what is left.
    try (var service =
        TestService.start(
            ThingsService.class,
            "management.opentelemetry.tracing.export.otlp.endpoint=" + RECEIVER.url("/v1/traces"),
            "management.opentelemetry.logging.export.otlp.endpoint=" + RECEIVER.url("/v1/logs"),
            "management.otlp.metrics.export.url=" + RECEIVER.url("/v1/metrics"))) {
      request(service);
    }
  }

  @AfterAll
  static void stopReceiver() {
    RECEIVER.close();
  }

  @Test
  void spansContinueTheTraceOfTheRequest() {
    assertThat(RECEIVER.spans())
        .filteredOn(span -> hex(span.getParentSpanId()).equals(PARENT_ID))
        .singleElement()
        .satisfies(span -> assertThat(hex(span.getTraceId())).isEqualTo(TRACE_ID))
        .satisfies(span -> assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER));
    assertThat(RECEIVER.spans())
        .filteredOn(span -> span.getKind() == Span.SpanKind.SPAN_KIND_CLIENT)
        .singleElement()
        .satisfies(span -> assertThat(hex(span.getTraceId())).isEqualTo(TRACE_ID));
  }

  @Test
  void probesHaveNoTrace() {
    assertThat(RECEIVER.spans()).extracting(Span::getName).noneMatch(it -> it.contains("actuator"));
  }

  @Test
  void logRecordHasTheTraceIdOfTheRequest() {
    assertThat(RECEIVER.logs())
        .filteredOn(record -> record.getBody().getStringValue().equals("thing read"))
        .extracting(LogRecord::getTraceId)
        .extracting(TelemetryExportTests::hex)
        .containsExactly(TRACE_ID);
  }

  @Test
  void metricsHaveTheRouteOfTheRequest() {
    assertThat(RECEIVER.metrics())
        .filteredOn(metric -> metric.getName().equals("http.server.requests"))
        .extracting(Metric::toString)
        .anyMatch(text -> text.contains("/v1/things/{secret}"));
  }

  @Test
  void nothingThatIsExportedContainsASecret() {
    assertThat(RECEIVER.spans()).isNotEmpty();
    assertThat(RECEIVER.text()).doesNotContain(SHARE_SECRET, TOKEN, CODE, SIGNATURE);
  }

  @Test
  void withoutAnEndpointNothingIsExported(CapturedOutput output) throws Exception {
    try (var service = TestService.start(ThingsService.class)) {
      request(service);

      assertThat(
              Stream.of(SpanExporter.class, LogRecordExporter.class, OtlpMeterRegistry.class)
                  .flatMap(it -> service.getBeansOfType(it).values().stream()))
          .isEmpty();
      var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
      assertThat(root.iteratorForAppenders())
          .toIterable()
          .doesNotHaveAnyElementsOfTypes(OpenTelemetryAppender.class);
    }
    assertThat(output)
        .contains("thing read", TRACE_ID)
        .doesNotContain("localhost:4318", "opentelemetry");
  }

  private static void request(ConfigurableApplicationContext service)
      throws IOException, InterruptedException {
    var environment = service.getEnvironment();
    var port = environment.getRequiredProperty("local.server.port");
    var address = "http://127.0.0.1:" + port + "/v1/things/" + SHARE_SECRET + "?code=" + CODE;
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .header("traceparent", "00-" + TRACE_ID + "-" + PARENT_ID + "-01")
            .header("Authorization", "Bearer " + TOKEN)
            .build();
    var management = environment.getRequiredProperty("local.management.port");
    var probe = URI.create("http://127.0.0.1:" + management + "/actuator/health/liveness");
    try (var http = HttpClient.newHttpClient()) {
      http.send(HttpRequest.newBuilder(probe).build(), BodyHandlers.discarding());
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import(Things.class)
  static class ThingsService {}

  @ApiController
  static class Things {

    private final RestClient http;

    Things(RestClient.Builder http) {
      this.http = http.build();
    }

    @GetMapping("/things/{secret}")
    List<String> read(@PathVariable String secret) {
      http.get()
          .uri(URI.create(RECEIVER.url("/presigned?X-Amz-Signature=" + SIGNATURE)))
          .retrieve()
          .toBodilessEntity();
      LoggerFactory.getLogger(Things.class).info("thing read");
      return List.of(secret);
    }
  }
}
