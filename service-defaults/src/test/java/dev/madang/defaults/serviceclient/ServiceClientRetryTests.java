package dev.madang.defaults.serviceclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

class ServiceClientRetryTests {

  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final RestClient client =
      RestClient.builder()
          .baseUrl("http://localhost:" + server.getAddress().getPort())
          .requestInterceptor(
              new ServiceClientRetry(new ServiceClientProperties(3, Duration.ofMillis(1))))
          .build();

  ServiceClientRetryTests() throws IOException {}

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void retriesWhileTheServiceStarts() {
    respondWith(503, 502, 200);

    assertThat(client.get().uri("/").retrieve().toBodilessEntity().getStatusCode().value())
        .isEqualTo(200);
    assertThat(requests).hasValue(3);
  }

  @Test
  void failsAfterTheLastAttempt() {
    respondWith(503);

    assertThatThrownBy(() -> client.get().uri("/").retrieve().toBodilessEntity())
        .isInstanceOf(ResourceAccessException.class)
        .hasMessageContaining("503");
    assertThat(requests).hasValue(3);
  }

  @Test
  void failsIfTheServiceDoesNotRun() {
    server.start();
    server.stop(0);

    assertThatThrownBy(() -> client.get().uri("/").retrieve().toBodilessEntity())
        .isInstanceOf(ResourceAccessException.class);
  }

  @Test
  void doesNotRetryAClientError() {
    respondWith(404);

    assertThatThrownBy(() -> client.get().uri("/").retrieve().toBodilessEntity())
        .isInstanceOf(HttpClientErrorException.NotFound.class);
    assertThat(requests).hasValue(1);
  }

  @Test
  void retriesIdempotentRequests() {
    respondWith(503, 200);

    client.put().uri("/").body("x").retrieve().toBodilessEntity();
    client.delete().uri("/").retrieve().toBodilessEntity();

    assertThat(requests).hasValue(3);
  }

  @Test
  void doesNotRetryPost() {
    respondWith(503);

    assertThatThrownBy(() -> client.post().uri("/").retrieve().toBodilessEntity())
        .isInstanceOf(HttpServerErrorException.class);
    assertThat(requests).hasValue(1);
  }

  private void respondWith(int... statuses) {
    server.createContext(
        "/",
        exchange -> {
          var attempt = Math.min(requests.getAndIncrement(), statuses.length - 1);
          exchange.sendResponseHeaders(statuses[attempt], -1);
          exchange.close();
        });
    server.start();
  }
}
