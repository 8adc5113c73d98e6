package dev.madang.gateway.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.gateway.ScriptedService;
import dev.madang.gateway.StartedGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class ObservabilityTests {

  private static final String END = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private static ScriptedService service;
  private static StartedGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    service = new ScriptedService();
    gateway = new StartedGateway(service.url());
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    service.close();
  }

  @Test
  void aTraceOfTheClientContinues() throws Exception {
    service.answerWith((_, out) -> ScriptedService.respond(out, "content-length: 2", "ok"));
    var parent = "traceparent: 00-" + TRACE + "-00f067aa0ba902b7-01\r\n\r\n";
    gateway.exchange("GET /v1/shared/x" + END + parent);
    assertThat(service.requests().take().head())
        .anyMatch(
            it -> it.startsWith("traceparent: 00-" + TRACE) && !it.contains("00f067aa0ba902b7"));
  }

  @Test
  void aRequestWithoutTraceStartsOne() throws Exception {
    service.answerWith((_, out) -> ScriptedService.respond(out, "content-length: 2", "ok"));
    gateway.exchange("GET /v1/shared/x" + END + "\r\n");
    assertThat(service.requests().take().head())
        .anyMatch(it -> it.matches("traceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]"));
  }

  @Test
  void eachRequestIsInTheAccessLogWithoutItsSecret(CapturedOutput output) throws Exception {
    service.answerWith((_, out) -> ScriptedService.respond(out, "content-length: 2", "ok"));
    var trace = "0af7651916cd43dd8448eb211c80319c";
    var parent = "traceparent: 00-" + trace + "-00f067aa0ba902b7-01\r\n";
    gateway.exchange("GET /v1/shared/hidden-secret/access?token=hidden" + END + parent + "\r\n");
    gateway.exchange("GET /v1/media/01KAQ" + END + "\r\n");

    await().until(() -> output.getOut().contains("/v1/media/01KAQ"));
    var line = output.getOut().lines().filter(it -> it.contains(trace)).findFirst();
    var entry = new JsonMapper().readTree(line.orElseThrow());
    assertThat(entry.at("/http/request/method").asString()).isEqualTo("GET");
    assertThat(entry.at("/http/response/status_code").asInt()).isEqualTo(200);
    assertThat(entry.at("/url/path").asString()).isEqualTo("/v1/shared/*");
    assertThat(entry.at("/client/address").asString()).isEqualTo("127.0.0.1");
    assertThat(entry.at("/event/duration").asLong()).isPositive();
    assertThat(entry.at("/http/route").asString()).isEqualTo("/v1/shared/**");
    assertThat(output.getOut()).doesNotContain("hidden");
  }

  @Test
  void noRequestMakesALogLineLongerThanTwoKilobytes(CapturedOutput output) throws Exception {
    service.answerWith((_, out) -> ScriptedService.respond(out, "content-length: 2", "ok"));
    var header = "X-Long: " + "h".repeat(7000) + "\r\n\r\n";
    gateway.exchange("GET /v1/media/" + "p".repeat(3500) + END + header);
    gateway.exchange("M".repeat(3500) + " /v1/media/method" + END + header);
    gateway.exchange("GET /v1/media/" + "p".repeat(100_000) + END + header);
    gateway.exchange("GET /v1/media/last" + END + "\r\n");

    await().until(() -> output.getOut().contains("/v1/media/last"));
    assertThat(output.getOut()).contains("/v1/media/ppp");
    assertThat(output.getOut().lines().filter(it -> it.startsWith("{")))
        .allSatisfy(line -> assertThat(line.getBytes(UTF_8)).hasSizeLessThan(2048));
  }

  @Test
  void requestsAreTimedByRoute() throws Exception {
    service.answerWith((_, out) -> ScriptedService.respond(out, "content-length: 2", "ok"));
    for (var i = 0; i < 20; i++) {
      gateway.exchange("GET /v1/shared/" + i + END + "\r\n");
      gateway.exchange("GET /nothing/" + i + END + "\r\n");
      gateway.exchange("METHOD" + i + " /v1/shared/1" + END + "\r\n");
    }
    var timer = get("/actuator/metrics/http.server.requests");
    assertThat(timer.statusCode()).isEqualTo(200);
    var tags = new JsonMapper().readTree(timer.body()).at("/availableTags");
    assertThat(tags.toString())
        .contains("/v1/shared/**", "UNKNOWN")
        .doesNotContain("nothing", "METHOD1", "/v1/shared/1\"");
  }

  @Test
  void theActuatorHasAPortOfItsOwn() throws Exception {
    await().until(() -> get("/actuator/health/readiness").statusCode() == 503);
    assertThat(get("/actuator/health/liveness").body()).contains("\"UP\"");
    assertThat(get("/actuator/health").body()).contains("revocationPoller");
    assertThat(get("/actuator/info").statusCode()).isEqualTo(200);
    for (var path :
        new String[] {"/actuator/env", "/actuator/heapdump", "/actuator/health/x", "/"}) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(gateway.exchange("GET /actuator/health" + END + "\r\n")).startsWith("HTTP/1.1 401 ");
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var uri = URI.create("http://localhost:" + gateway.managementPort() + path);
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }
}
