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

  private final AtomicInteger asked = new AtomicInteger();
  private final HttpServer peer =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final RestClient client =
      RestClient.builder()
          .baseUrl("http://localhost:" + peer.getAddress().getPort())
          .requestInterceptor(
              new ServiceClientRetry(new ServiceClientProperties(3, Duration.ofMillis(1))))
          .build();

  ServiceClientRetryTests() throws IOException {}

  @AfterEach
  void stop() {
    peer.stop(0);
  }

  @Test
  void aPeerThatIsJustStartingIsAskedAgain() {
    answers(503, 502, 200);

    assertThat(client.get().uri("/").retrieve().toBodilessEntity().getStatusCode().value())
        .isEqualTo(200);
    assertThat(asked).hasValue(3);
  }

  @Test
  void thereIsAnEndToAsking() {
    answers(503);

    assertThatThrownBy(() -> client.get().uri("/").retrieve().toBodilessEntity())
        .isInstanceOf(ResourceAccessException.class)
        .hasMessageContaining("503");
    assertThat(asked).hasValue(3);
  }

  @Test
  void aPeerThatIsNotThereIsAFailure() {
    peer.start();
    peer.stop(0);

    assertThatThrownBy(() -> client.get().uri("/").retrieve().toBodilessEntity())
        .isInstanceOf(ResourceAccessException.class);
  }

  @Test
  void aNoIsAnAnswer() {
    answers(404);

    assertThatThrownBy(() -> client.get().uri("/").retrieve().toBodilessEntity())
        .isInstanceOf(HttpClientErrorException.NotFound.class);
    assertThat(asked).hasValue(1);
  }

  @Test
  void whatIsTheSameTwiceIsAskedAgain() {
    answers(503, 200);

    client.put().uri("/").body("x").retrieve().toBodilessEntity();
    client.delete().uri("/").retrieve().toBodilessEntity();

    assertThat(asked).hasValue(3);
  }

  @Test
  void whatMayChangeSomethingIsAskedOnce() {
    answers(503);

    assertThatThrownBy(() -> client.post().uri("/").retrieve().toBodilessEntity())
        .isInstanceOf(HttpServerErrorException.class);
    assertThat(asked).hasValue(1);
  }

  private void answers(int... statuses) {
    peer.createContext(
        "/",
        exchange -> {
          var turn = Math.min(asked.getAndIncrement(), statuses.length - 1);
          exchange.sendResponseHeaders(statuses[turn], -1);
          exchange.close();
        });
    peer.start();
  }
}
