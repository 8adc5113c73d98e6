package dev.madang.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.madang.localaws.LocalAws;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

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
class DoorTests {

  private static final LocalAws AWS = LocalAws.running();
  private static final HttpServer USER_SERVICE = userService();
  private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();

  private final WebTestClient http;

  DoorTests(@LocalServerPort int port) {
    http = WebTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
  }

  @DynamicPropertySource
  static void environment(DynamicPropertyRegistry registry) throws IOException {
    AWS.environment("gateway").forEach((name, value) -> registry.add(name, () -> value));
    registry.add(
        "MADANG_USER_SERVICE_URL", () -> "http://localhost:" + USER_SERVICE.getAddress().getPort());
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

  private static HttpServer userService() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            var path = exchange.getRequestURI().getPath();
            if (path.endsWith("/slow")) {
              return; // never answers
            }
            var headers = exchange.getRequestHeaders();
            ASKED.add(path + " " + headers.get(HttpHeaders.AUTHORIZATION) + headers.get("Cookie"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
