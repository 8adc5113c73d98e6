package dev.madang.gateway.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.gateway.server.GatewayServer;
import dev.madang.localaws.ForgedToken;
import dev.madang.localaws.ForgedTokens;
import dev.madang.localaws.LocalAws;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Sends each forged token over a socket, since an HTTP client would not send some of them. No
 * service runs behind the gateway: an accepted token is answered with 503.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.NONE,
    properties = {
      "server.ssl.enabled=false",
      "server.port=0",
      "management.server.port=0",
      "gateway.rate-limit.address=100000/1s",
      "MADANG_TLS_CERTIFICATE=",
      "MADANG_TLS_KEY=",
      "MADANG_TLS_CA=",
    })
class ForgedTokensTests {

  private static final LocalAws AWS = LocalAws.running();
  private static final ForgedTokens TOKENS = new ForgedTokens(AWS);
  private static final List<String> PATHS = List.of("/v1/me", "/v1/media", "/v1/notifications");
  private static final int MAX_HEADER_SIZE = 16 * 1024;

  private final int port;

  @Autowired
  ForgedTokensTests(GatewayServer server) {
    this.port = server.port();
  }

  @DynamicPropertySource
  static void environment(DynamicPropertyRegistry registry) throws IOException {
    AWS.environment("gateway").forEach((name, value) -> registry.add(name, () -> value));
    var unused = "http://localhost:" + freePort();
    for (var service : List.of("USER", "MEDIA", "NOTIFICATION")) {
      registry.add("MADANG_" + service + "_SERVICE_URL", () -> unused);
    }
  }

  @ParameterizedTest
  @MethodSource
  void rejectsAForgedToken(ForgedToken token) throws IOException {
    for (var path : PATHS) {
      var response = send(path, token.value());
      if (isMalformedHeader(token)) {
        assertThat(response).as(token.what()).matches("(?s)(HTTP/1.1 (400|413|431) .*)?");
      } else {
        assertThat(response)
            .as(token.what())
            .startsWith("HTTP/1.1 401 ")
            .contains("WWW-Authenticate: Bearer error=\"invalid_token\"")
            .contains("\"urn:madang:problem:invalid-token\"");
      }
    }
  }

  static List<ForgedToken> rejectsAForgedToken() {
    return TOKENS.bad();
  }

  @Test
  void acceptsAValidToken() throws IOException {
    for (var token : List.of(TOKENS.real(), TOKENS.good())) {
      for (var path : PATHS) {
        assertThat(send(path, token)).startsWith("HTTP/1.1 503 ");
      }
    }
  }

  /** Too large for a header, or would end it. */
  private static boolean isMalformedHeader(ForgedToken token) {
    return token.value().length() > MAX_HEADER_SIZE
        || token.value().contains("\n")
        || token.value().contains("\u0000");
  }

  /** The whole response, or nothing if the gateway closed the connection. */
  private String send(String path, String token) throws IOException {
    var request =
        """
        GET %s HTTP/1.1\r
        Host: localhost\r
        Connection: close\r
        Authorization: Bearer %s\r
        \r
        """
            .formatted(path, token);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (SocketException closed) {
      return "";
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
