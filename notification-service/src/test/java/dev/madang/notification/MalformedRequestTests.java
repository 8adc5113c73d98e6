package dev.madang.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests over a socket to the service in Tomcat: every error is a problem, none a 500. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "server.ssl.enabled=false",
      "management.server.port=0",
      "spring.cloud.aws.credentials.access-key=local",
      "spring.cloud.aws.credentials.secret-key=local",
      "spring.cloud.aws.sqs.enabled=false",
      "MADANG_TLS_CERTIFICATE=",
      "MADANG_TLS_KEY=",
      "MADANG_TLS_CA=",
    })
class MalformedRequestTests extends RunningService {

  private static final String TOKEN =
      "Authorization: Bearer " + AWS.users().signedIn().accessToken();

  private final int port;

  MalformedRequestTests(@LocalServerPort int port) {
    this.port = port;
  }

  @Test
  void rejectsMoreThanAHundredHeaders() throws IOException {
    var headers =
        IntStream.range(0, 120).mapToObj(i -> "X-" + i + ": 1").collect(Collectors.joining("\r\n"));

    assertProblem(send("GET /v1/notifications HTTP/1.1", headers), 400, "invalid-request");
  }

  @Test
  void rejectsHeadersThatAreTooLarge() throws IOException {
    var response = send("GET /v1/notifications HTTP/1.1", "X-Large: " + "x".repeat(20 * 1024));

    assertThat(response).matches("(?s)HTTP/1.1 (400|431) .*");
    assertThat(response.toLowerCase(Locale.ROOT))
        .contains("content-type: application/problem+json");
  }

  @Test
  void rejectsAnUnknownExpectation() throws IOException {
    assertProblem(send("GET /v1/notifications HTTP/1.1", "Expect: x"), 417, "expectation-failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/notif|ications HTTP/1.1",
        "GET /v1/%00 HTTP/1.1",
        "GET /v1/notifications%2f.. HTTP/1.1",
        "GET /v1/notifications;a=b HTTP/1.1",
        "GET /v1/notifications?cursor=%zz HTTP/1.1",
        "GET v1/notifications HTTP/1.1"
      })
  void rejectsAMalformedRequestLine(String line) throws IOException {
    assertProblem(send(line, TOKEN), 400, "invalid-request");
  }

  @Test
  void rejectsACursorWithAControlCharacter() throws IOException {
    assertProblem(send("GET /v1/notifications?cursor=%00 HTTP/1.1", TOKEN), 400, "invalid-cursor");
  }

  @Test
  void answers501ForAMethodThatNoResourceImplements() throws IOException {
    for (var method : List.of("FOO", "get", "PROPFIND")) {
      for (var path : List.of("/v1/notifications", "/nothing")) {
        assertProblem(send(method + " " + path + " HTTP/1.1", TOKEN), 501, "not-implemented");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY"})
  void answers405WithAllow(String method) throws IOException {
    var response = send(method + " /v1/notifications HTTP/1.1", TOKEN + "\r\nContent-Length: 0");

    assertProblem(response, 405, "method-not-allowed");
    assertThat(response.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("allow:")))
        .singleElement()
        .asString()
        .contains("GET")
        .doesNotContain("TRACE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Accept: x", "Accept: application/json;q=x", "Accept: a/", "Accept: text/plain"})
  void answers406ForAnAcceptHeaderThatCannotBeParsedOrMet(String header) throws IOException {
    assertProblem(
        send("GET /v1/notifications HTTP/1.1", TOKEN + "\r\n" + header), 406, "not-acceptable");
    assertProblem(send("GET /nothing HTTP/1.1", TOKEN + "\r\n" + header), 404, "not-found");
    assertProblem(send("GET /v1/notifications HTTP/1.1", header), 401, "missing-token");
    assertProblem(
        send("GET /v1/notifications?limit=x HTTP/1.1", TOKEN + "\r\n" + header),
        400,
        "invalid-request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "application/",
        "application/json;charset=nonsense",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "application/x-www-form-urlencoded"
      })
  void neverAnswersAServerErrorForAContentType(String type) throws IOException {
    var headers = TOKEN + "\r\nContent-Type: " + type + "\r\nContent-Length: 0";

    assertThat(send("GET /v1/notifications HTTP/1.1", headers)).startsWith("HTTP/1.1 200 ");
    assertProblem(send("POST /v1/notifications HTTP/1.1", headers), 405, "method-not-allowed");
    assertProblem(send("POST /nothing HTTP/1.1", headers), 404, "not-found");
  }

  private static void assertProblem(String response, int status, String code) {
    assertThat(response)
        .startsWith("HTTP/1.1 " + status + " ")
        .containsIgnoringCase("content-type: application/problem+json")
        .contains("\"urn:madang:problem:" + code + "\"")
        .doesNotContain("<html", "Exception");
  }

  private String send(String line, String headers) throws IOException {
    var request = line + "\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n\r\n";
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
