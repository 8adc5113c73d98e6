package dev.madang.gateway.routing;

import static dev.madang.gateway.ScriptedService.respond;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.gateway.ScriptedService;
import dev.madang.gateway.StartedGateway;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each response has, of a service and of the gateway. */
class ResponseHeaderTests {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/shared/x HTTP/1.1",
        "HEAD /v1/shared/x HTTP/1.1",
        "GET /v1/me HTTP/1.1",
        "GET /v1/nothing HTTP/1.1",
        "FOO /v1/me HTTP/1.1",
        "GET /v1/%00 HTTP/1.1",
        "GET /v1/me",
        "no http",
        "GET / HTTP/1.1",
        "OPTIONS /docs HTTP/1.1",
        "GET /docs/index.html HTTP/1.1",
        "GET /openapi.json HTTP/1.1"
      })
  void hasAnIdAndTheSecurityHeaders(String requestLine) throws IOException {
    service.answerWith((_, out) ->
        respond(out, "server: x/1\r\nx-powered-by: y\r\nx-request-id: z\r\ncontent-length: 0", ""));

    assertThat(head(requestLine, "traceparent: 00-" + TRACE + "-b7ad6b7169203331-01"))
        .containsPattern("\nx-request-id: [0-9a-f]{32}\r")
        .containsOnlyOnce("x-request-id")
        .containsOnlyOnce("\nx-content-type-options: nosniff\r")
        .containsOnlyOnce("\nx-frame-options: deny\r")
        .containsOnlyOnce("\nreferrer-policy: no-referrer\r")
        .containsOnlyOnce("\ncontent-security-policy: default-src 'none'; ")
        .contains("frame-ancestors 'none'")
        .doesNotContain("server:", "x-powered-by:", "strict-transport-security:");
  }

  @Test
  void theIdIsThatOfTheTrace() throws IOException {
    var traceparent = "traceparent: 00-" + TRACE + "-b7ad6b7169203331-01";
    assertThat(head("GET /v1/me HTTP/1.1", traceparent)).contains("x-request-id: " + TRACE);
    assertThat(head("GET /v1/me HTTP/1.1", "X-Request-Id: mine")).doesNotContain("mine");
  }

  @Test
  void aServiceMayHaveAStricterPolicy() throws IOException {
    service.answerWith((_, out) ->
        respond(out, "content-security-policy: default-src 'self'\r\ncontent-length: 0", ""));

    assertThat(head("GET /v1/shared/x HTTP/1.1", "Accept: */*"))
        .containsOnlyOnce("content-security-policy: default-src 'self'\r");
  }

  private static String head(String requestLine, String header) throws IOException {
    var response =
        gateway.exchange(
            requestLine + "\r\nHost: localhost\r\n" + header + "\r\nConnection: close\r\n\r\n");
    return response.substring(0, response.indexOf("\r\n\r\n") + 2).toLowerCase(Locale.ROOT);
  }
}
