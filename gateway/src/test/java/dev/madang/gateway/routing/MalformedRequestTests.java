package dev.madang.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.gateway.RunningGateway;
import dev.madang.gateway.server.GatewayServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Requests over a socket, since an HTTP client would not send some of them. */
class MalformedRequestTests extends RunningGateway {

  @Autowired
  MalformedRequestTests(GatewayServer server) {
    super(server);
  }

  @Test
  void rejectsHeadersThatAreTooLarge() throws IOException {
    assertThat(send("GET /v1/me HTTP/1.1", "Authorization: Bearer " + "x".repeat(20 * 1024)))
        .startsWith("HTTP/1.1 431 ")
        .contains("content-type: application/problem+json")
        .endsWith(
            "{\"detail\":\"The request headers are too large.\",\"status\":431,"
                + "\"title\":\"Request Header Fields Too Large\","
                + "\"type\":\"urn:madang:problem:request-header-fields-too-large\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/m\u00a0e", "/v1/me;a=b", "/v1/%00", "/v1/me%2f.."})
  void rejectsAMalformedPath(String path) throws IOException {
    assertProblem(send("GET " + path + " HTTP/1.1", "Accept: */*"), 400, "invalid-request");
  }

  @Test
  void rejectsAMalformedHeader() throws IOException {
    assertThat(send("GET /v1/me HTTP/1.1", "No header at all"))
        .startsWith("HTTP/1.1 400 ")
        .contains("\"urn:madang:problem:invalid-request\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?a=%zz", "?%", "?a=%ff"})
  void neverAnswersAServerErrorForAQuery(String query) throws IOException {
    for (var path : List.of("/v1/auth/sign-in", "/v1/me", "/openapi.json", "/nothing")) {
      var response = send("GET " + path + query + " HTTP/1.1", "Accept: */*");
      assertThat(response).matches("(?s)HTTP/1.1 (200|400|401) .*");
      assertThat(response.toLowerCase(Locale.ROOT))
          .containsPattern("http/1.1 200 |content-type: application/problem\\+json");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FOO", "get", "PROPFIND", "CONNECT"})
  void answers501ForAMethodThatNoResourceImplements(String method) throws IOException {
    for (var path : List.of("/v1/me", "/v1/auth/sign-in", "/openapi.yaml", "/nothing")) {
      assertProblem(send(method + " " + path + " HTTP/1.1", "Accept: */*"), 501, "not-implemented");
    }
    assertThat(REQUESTS).isEmpty();
  }

  @Test
  void answers405ForTrace() throws IOException {
    for (var path : List.of("/v1/me", "/v1/auth/sign-in", "/openapi.yaml")) {
      var response = send("TRACE " + path + " HTTP/1.1", "Accept: */*");
      assertProblem(response, 405, "method-not-allowed");
      assertThat(allowOf(response)).contains("GET", "POST").doesNotContain("TRACE");
    }
    assertThat(REQUESTS).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/docs", "/docs/index.html", "/openapi.yaml", "/openapi.json"})
  void answers405WithAllowForItsOwnResources(String path) throws IOException {
    for (var method : List.of("POST", "PUT", "PATCH", "DELETE", "QUERY")) {
      var response = send(method + " " + path + " HTTP/1.1", "Content-Length: 0");
      assertProblem(response, 405, "method-not-allowed");
      assertThat(allowOf(response)).contains("GET").doesNotContain("POST", "DELETE");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept: text/plain",
        "Content-Type: x",
        "Content-Type: application/json;charset=nonsense",
        "Content-Type: multipart/form-data",
        "Content-Type: multipart/form-data; boundary=",
        "Expect: x"
      })
  void neverAnswersAServerErrorForAHeader(String header) throws IOException {
    for (var path : List.of("/openapi.yaml", "/openapi.json", "/docs/index.html")) {
      assertThat(send("GET " + path + " HTTP/1.1", header)).startsWith("HTTP/1.1 200 ");
    }
    assertThat(send("GET /docs HTTP/1.1", header)).startsWith("HTTP/1.1 307 ");
    assertProblem(send("GET /v1/me HTTP/1.1", header), 401, "missing-token");
    assertProblem(send("GET /docs/nothing HTTP/1.1", header), 404, "not-found");
    assertThat(send("POST /v1/auth/sign-in HTTP/1.1", header + "\r\nContent-Length: 0"))
        .startsWith("HTTP/1.1 200 ");
    assertProblem(
        send("POST /openapi.yaml HTTP/1.1", header + "\r\nContent-Length: 0"),
        405,
        "method-not-allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Accept: x", "Accept: application/json;q=x", "Accept: application/", "Accept: ,/"})
  void answersAProblemForAMalformedAcceptHeader(String header) throws IOException {
    assertProblem(send("GET /openapi.json HTTP/1.1", header), 406, "not-acceptable");
    assertProblem(send("GET /v1/me HTTP/1.1", header), 401, "missing-token");
    assertProblem(send("GET /docs/nothing HTTP/1.1", header), 404, "not-found");
    assertProblem(
        send("POST /openapi.json HTTP/1.1", header + "\r\nContent-Length: 0"),
        405,
        "method-not-allowed");
    assertThat(send("POST /v1/auth/sign-in HTTP/1.1", header + "\r\nContent-Length: 0"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void acceptsManySmallHeaders() throws IOException {
    var headers =
        IntStream.range(0, 150).mapToObj(i -> "X-" + i + ": 1").collect(Collectors.joining("\r\n"));

    assertThat(send("GET /openapi.json HTTP/1.1", headers)).startsWith("HTTP/1.1 200 ");
    assertProblem(send("GET /v1/me HTTP/1.1", headers), 401, "missing-token");
  }

  private static void assertProblem(String response, int status, String code) {
    assertThat(response)
        .startsWith("HTTP/1.1 " + status + " ")
        .containsIgnoringCase("content-type: application/problem+json")
        .contains("\"urn:madang:problem:" + code + "\"");
  }

  private static String allowOf(String response) {
    return response
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("allow:"))
        .collect(Collectors.joining());
  }

  private String send(String line, String headers) throws IOException {
    var request = line + "\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n\r\n";
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5000);
      Thread.ofVirtual().start(() -> write(request, socket));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void write(String request, Socket socket) {
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    } catch (IOException rejected) {
      // The gateway need not read to the end before it answers.
    }
  }
}
