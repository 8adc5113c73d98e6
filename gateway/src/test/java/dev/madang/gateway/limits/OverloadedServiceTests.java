package dev.madang.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.gateway.ScriptedService;
import dev.madang.gateway.StartedGateway;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverloadedServiceTests {

  private static final String GET =
      "GET /v1/shared/%d HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static final int MAX_REQUESTS = 20;

  private final ScriptedService service;
  private final StartedGateway gateway;

  OverloadedServiceTests() throws Exception {
    service = new ScriptedService();
    gateway =
        new StartedGateway(
            service.url(), "gateway.limits.max-requests-per-service=" + MAX_REQUESTS);
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    service.close();
  }

  @Test
  void anOverloadedServiceGetsFewerRequestsAtTheSameTimeUntilItAnswersAgain() throws Exception {
    assertThat(requestsAtTheSameTime()).isEqualTo(MAX_REQUESTS);

    service.answerWith((_, out) ->
        out.write(
            """
            HTTP/1.1 503 Service Unavailable\r
            X-Madang-Overloaded: true\r
            Retry-After: 1\r
            Content-Length: 0\r
            \r
            """
                .getBytes()));
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> {
          assertThat(gateway.exchange(GET.formatted(0)))
              .startsWith("HTTP/1.1 503 ")
              .containsIgnoringCase("retry-after: 1")
              .doesNotContainIgnoringCase("x-madang-");
          return limit() == 8;
        });
    assertThat(requestsAtTheSameTime()).isEqualTo(8);

    await().until(() -> requestsAtTheSameTime() == MAX_REQUESTS);
  }

  private double limit() {
    return gateway.bean(MeterRegistry.class).get("gateway.requests.limit").gauge().value();
  }

  /** Of twice as many as the gateway ever forwards at the same time. */
  private int requestsAtTheSameTime() throws Exception {
    var release = new CountDownLatch(1);
    service.answerWith((_, out) -> {
      release.await();
      ScriptedService.respond(out, "content-length: 2", "ok");
    });
    var sockets = new ArrayList<Socket>();
    for (var i = 0; i < 2 * MAX_REQUESTS; i++) {
      sockets.add(gateway.connect());
      StartedGateway.write(sockets.getLast(), GET.formatted(i));
    }
    var forwarded = 0;
    await()
        .until(() ->
            sockets.stream().filter(OverloadedServiceTests::isAnswered).count()
                    + service.requests().size()
                == sockets.size());
    release.countDown();
    for (var socket : sockets) {
      try (socket) {
        if (StartedGateway.readAll(socket).startsWith("HTTP/1.1 200 ")) {
          forwarded++;
        }
      }
    }
    return forwarded;
  }

  private static boolean isAnswered(Socket socket) {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException closed) {
      return true;
    }
  }
}
