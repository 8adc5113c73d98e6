package dev.madang.gateway;

import dev.madang.gateway.server.GatewayServer;
import dev.madang.localaws.LocalAws;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The gateway with a fake user-service; the other services do not run. */
@SpringBootTest(
    webEnvironment = WebEnvironment.NONE,
    properties = {
      "server.ssl.enabled=false",
      "management.server.port=0",
      "server.port=0",
      "gateway.limits.response-timeout=1s",
      "gateway.rate-limit.address=100000/1s",
      "MADANG_TLS_CERTIFICATE=",
      "MADANG_TLS_KEY=",
      "MADANG_TLS_CA=",
    })
public abstract class RunningGateway {

  protected static final LocalAws AWS = LocalAws.running();
  protected static final FakeService USER_SERVICE = new FakeService();
  protected static final Queue<String> REQUESTS = USER_SERVICE.requests();
  private static final String UNUSED_ADDRESS = "http://localhost:" + freePort();

  protected final int port;
  protected final RestTestClient http;

  protected RunningGateway(GatewayServer server) {
    this.port = server.port();
    http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
  }

  @DynamicPropertySource
  static void environment(DynamicPropertyRegistry registry) {
    AWS.environment("gateway").forEach((name, value) -> registry.add(name, () -> value));
    registry.add("MADANG_USER_SERVICE_URL", USER_SERVICE::url);
    registry.add("MADANG_MEDIA_SERVICE_URL", () -> UNUSED_ADDRESS);
    registry.add("MADANG_NOTIFICATION_SERVICE_URL", () -> UNUSED_ADDRESS);
  }

  @BeforeEach
  void clearRequests() {
    REQUESTS.clear();
  }

  protected RestTestClient.ResponseSpec get(String path, String token) {
    return http.get().uri(path).header(HttpHeaders.AUTHORIZATION, "Bearer " + token).exchange();
  }

  protected static RestTestClient.ResponseSpec expectProblem(
      RestTestClient.ResponseSpec response, int status, String code) {
    response
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:madang:problem:" + code)
        .jsonPath("$.status")
        .isEqualTo(status);
    return response;
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
