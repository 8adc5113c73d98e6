package dev.madang.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.gateway.FakeUserService;
import dev.madang.localaws.LocalAws;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

/** The gateway before a user-service that does as it is told, and others that are not there. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "server.ssl.enabled=false",
      "management.server.port=0",
      "spring.cloud.gateway.server.webflux.httpclient.response-timeout=1s",
      "MADANG_TLS_CERTIFICATE=",
      "MADANG_TLS_KEY=",
      "MADANG_TLS_CA=",
    })
class GatewayTests {

  private static final LocalAws AWS = LocalAws.running();
  private static final FakeUserService USER_SERVICE = new FakeUserService();
  private static final Queue<String> ASKED = USER_SERVICE.asked();

  private final int port;
  private final WebTestClient http;

  GatewayTests(@LocalServerPort int port) {
    this.port = port;
    http = WebTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
  }

  @DynamicPropertySource
  static void environment(DynamicPropertyRegistry registry) throws IOException {
    AWS.environment("gateway").forEach((name, value) -> registry.add(name, () -> value));
    registry.add("MADANG_USER_SERVICE_URL", USER_SERVICE::url);
    var nobody = "http://localhost:" + freePort();
    registry.add("MADANG_MEDIA_SERVICE_URL", () -> nobody);
    registry.add("MADANG_NOTIFICATION_SERVICE_URL", () -> nobody);
  }

  @BeforeEach
  void forget() {
    ASKED.clear();
  }

  @Test
  void aUserPassesWithTheToken() {
    var user = AWS.users().signedIn();

    http.get()
        .uri("/v1/me")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + user.accessToken())
        .header(HttpHeaders.COOKIE, "session=1")
        .exchange()
        .expectStatus()
        .isOk();

    assertThat(ASKED).singleElement().asString().contains("Bearer ").doesNotContain("session");
  }

  @Test
  void whoSendsNoTokenIsToldToSendOne() {
    expectProblem(http.get().uri("/v1/me").exchange(), 401, "no-token")
        .expectHeader()
        .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer");

    assertThat(ASKED).isEmpty();
  }

  @Test
  void anIdTokenDoesNotOpenTheDoor() {
    expectProblem(withToken(AWS.users().signedIn().idToken(), "/v1/me"), 401, "invalid-token");

    assertThat(ASKED).isEmpty();
  }

  @Test
  void joiningNeedsNoToken() {
    http.post().uri("/v1/auth/sign-up").exchange().expectStatus().isOk();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/shared/x", "/v1/shared/x/items/y/small", "/v1/shared/x/items/y/original"})
  void aVisitorOfAShareNeedsNoToken(String path) {
    // The part that answers it is not there.
    expectProblem(http.get().uri(path).exchange(), 503, "service-unavailable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/shares", "/v1/shares/x", "/v1/shared/x/y", "/v1/shared/x/items/y"})
  void whoSharesDoes(String path) {
    expectProblem(http.get().uri(path).exchange(), 401, "no-token");
  }

  @Test
  void thereIsNoWayToWhatIsForServices() {
    var token = AWS.users().signedIn().accessToken();

    expectProblem(withToken(token, "/internal/users/ada"), 404, "not-found");
    expectProblem(withToken(token, "/v1/nothing"), 404, "not-found");
    assertThat(ASKED).isEmpty();
  }

  @Test
  void aServiceThatIsNotThereIsUnavailable() {
    var token = AWS.users().signedIn().accessToken();

    expectProblem(withToken(token, "/v1/media"), 503, "service-unavailable")
        .expectHeader()
        .exists(HttpHeaders.RETRY_AFTER);
  }

  @Test
  void aServiceThatDoesNotAnswerIsTooSlow() {
    var token = AWS.users().signedIn().accessToken();

    expectProblem(withToken(token, "/v1/me/slow"), 504, "service-too-slow");
  }

  @Test
  void theDocsAreOpenToAll() {
    http.get().uri("/docs").exchange().expectHeader().location("/docs/index.html");
    http.get()
        .uri("/docs/index.html")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .value(page -> assertThat(page).contains("swagger-ui-bundle.js"));
    http.get().uri("/webjars/swagger-ui/swagger-ui-bundle.js").exchange().expectStatus().isOk();
    http.get().uri("/docs/specs/user-service.yaml").exchange().expectStatus().isOk();
    assertThat(ASKED).singleElement().asString().startsWith("/openapi.yaml");
  }

  @Test
  void theServiceLearnsTheClientsAddressFromTheConnection() {
    http.post()
        .uri("/v1/auth/sign-in")
        .header("X-Madang-Client-Address", "203.0.113.7")
        .exchange()
        .expectStatus()
        .isOk();

    assertThat(ASKED)
        .singleElement()
        .asString()
        .containsIgnoringCase("X-Madang-Client-Address[127.0.0.1]")
        .doesNotContain("203.0.113.7");
  }

  @Test
  void aBodyOf64KilobytesPasses() {
    http.post()
        .uri("/v1/auth/sign-in")
        .bodyValue("x".repeat(64 * 1024))
        .exchange()
        .expectStatus()
        .isOk();

    assertThat(ASKED).singleElement().asString().endsWith(" 65536");
  }

  @Test
  void aLargerBodyIsRefusedBeforeItIsSent() {
    expectProblem(
        http.post().uri("/v1/auth/sign-in").bodyValue("x".repeat(64 * 1024 + 1)).exchange(),
        413,
        "body-too-large");

    assertThat(ASKED).isEmpty();
  }

  @Test
  void aListOfUsersMayBeLarger() {
    http.post()
        .uri("/v1/admin/user-imports")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + AWS.users().signedIn().accessToken())
        .bodyValue("x".repeat(1024 * 1024))
        .exchange()
        .expectStatus()
        .isOk();

    assertThat(ASKED).singleElement().asString().endsWith(" 1048576");
  }

  @Test
  void aLargerBodyThatDoesNotSaySoIsBrokenOff() {
    expectProblem(
        http.post()
            .uri("/v1/auth/sign-in")
            .body(Flux.range(0, 70).map(_ -> "x".repeat(1024)), String.class)
            .exchange(),
        413,
        "body-too-large");

    assertThat(ASKED).noneMatch(asked -> asked.contains("65536"));
  }

  @Test
  void headersThatAreTooLongAreAProblem() throws IOException {
    assertThat(knock("GET /v1/me HTTP/1.1", "Authorization: Bearer " + "x".repeat(20 * 1024)))
        .startsWith("HTTP/1.1 431 ")
        .contains("content-type: application/problem+json")
        .endsWith(
            "{\"detail\":\"Request Header Fields Too Large\",\"status\":431,"
                + "\"title\":\"Request Header Fields Too Large\","
                + "\"type\":\"urn:madang:problem:request-header-fields-too-large\"}");
  }

  @Test
  void whatIsNoHttpIsAProblem() throws IOException {
    for (var path : List.of("/v1/m\u00a0e", "/v1/me;a=b", "/v1/%00", "/v1/me%2f..")) {
      assertThat(knock("GET " + path + " HTTP/1.1", "Accept: */*"))
          .as(path)
          .startsWith("HTTP/1.1 400 ")
          .containsIgnoringCase("content-type: application/problem+json")
          .contains("\"urn:madang:problem:invalid-request\"");
    }
    assertThat(knock("GET /v1/me HTTP/1.1", "No header at all"))
        .startsWith("HTTP/1.1 400 ")
        .contains("\"urn:madang:problem:invalid-request\"");
  }

  /** Byte by byte, for a proper client sends no such things. */
  private String knock(String line, String header) throws IOException {
    var request = line + "\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n";
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5000);
      Thread.ofVirtual().start(() -> send(request, socket));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The gateway need not read to the end. */
  private static void send(String request, Socket socket) {
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    } catch (IOException refused) {
      // It answers and hangs up.
    }
  }

  private WebTestClient.ResponseSpec withToken(String token, String path) {
    return http.get().uri(path).header(HttpHeaders.AUTHORIZATION, "Bearer " + token).exchange();
  }

  private static WebTestClient.ResponseSpec expectProblem(
      WebTestClient.ResponseSpec response, int status, String name) {
    response
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:madang:problem:" + name);
    return response;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
