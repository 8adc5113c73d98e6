package dev.madang.gateway.limits;

import static dev.madang.gateway.StartedGateway.readAll;
import static dev.madang.gateway.StartedGateway.readUntil;
import static dev.madang.gateway.StartedGateway.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.gateway.ScriptedService;
import dev.madang.gateway.StartedGateway;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Clients that send too much, with limits that are low. */
class LimitTests {

  private static final String END = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
  private static final String GET = "GET /v1/shared/x" + END + "\r\n";

  private static ScriptedService service;
  private static StartedGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    service = new ScriptedService();
    gateway =
        new StartedGateway(
            service.url(),
            "gateway.limits.max-connections-per-address=20",
            "gateway.limits.max-requests-per-service=3",
            "gateway.limits.max-event-streams=2",
            "gateway.limits.max-buffered-size=100KB",
            "gateway.limits.max-headers=50");
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    service.close();
  }

  @Test
  void refusesMoreConnectionsOfOneAddress() throws Exception {
    service.answerWith((_, out) -> ScriptedService.respond(out, "content-length: 2", "ok"));
    var sockets = new ArrayList<Socket>();
    try {
      for (var i = 0; i < 20; i++) {
        sockets.add(gateway.connect());
        write(sockets.getLast(), "GET /v1/shared/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
        readUntil(sockets.getLast(), "ok");
      }
      assertThat(responseOrNothing(GET)).isEmpty();
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
    await().until(() -> responseOrNothing(GET).startsWith("HTTP/1.1 200 "));
  }

  private static String responseOrNothing(String request) throws IOException {
    try {
      return gateway.exchange(request);
    } catch (SocketException reset) {
      return "";
    }
  }

  @Test
  void answers503AtOnceWhenAServiceHasAsManyRequestsAsItMay() throws Exception {
    var release = new CountDownLatch(1);
    service.answerWith((_, out) -> {
      release.await();
      ScriptedService.respond(out, "content-length: 2", "ok");
    });
    var waiting = new ArrayList<Socket>();
    for (var i = 0; i < 3; i++) {
      waiting.add(gateway.connect());
      write(waiting.getLast(), GET);
    }
    await().until(() -> service.requests().size() == 3);

    // Once more than measured: the first one may have to load classes.
    gateway.exchange(GET);
    var start = Instant.now();
    var refused = gateway.exchange(GET);
    var time = Duration.between(start, Instant.now());

    assertThat(refused)
        .startsWith("HTTP/1.1 503 ")
        .containsIgnoringCase("retry-after: 2")
        .contains("urn:madang:problem:service-unavailable");
    assertThat(time).isLessThan(Duration.ofMillis(200));
    release.countDown();
    for (var socket : waiting) {
      try (socket) {
        assertThat(readAll(socket)).startsWith("HTTP/1.1 200 ");
      }
    }
    assertThat(gateway.exchange(GET)).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aRequestWhoseClientHasGoneDoesNotCount() throws Exception {
    service.answerWith((request, _) -> request.awaitClose());
    for (var i = 0; i < 10; i++) {
      try (var socket = gateway.connect()) {
        write(socket, GET);
        assertThat(service.requests().take().target()).isEqualTo("/v1/shared/x");
      }
    }
    service.answerWith((_, out) -> ScriptedService.respond(out, "content-length: 2", "ok"));
    await().until(() -> gateway.exchange(GET).startsWith("HTTP/1.1 200 "));
  }

  @Test
  void eventStreamsHaveALimitOfTheirOwn() throws Exception {
    service.answerWith((request, out) -> {
      if (request.target().endsWith("/events")) {
        ScriptedService.respond(
            out, "content-type: text/event-stream\r\ntransfer-encoding: chunked", "");
        out.write("7\r\ndata: 1\r\n".getBytes());
        request.awaitClose();
      }
      ScriptedService.respond(out, "content-length: 2", "ok");
    });
    var streams = new ArrayList<Socket>();
    var events = "GET /v1/shared/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (var i = 0; i < 2; i++) {
      streams.add(gateway.connect());
      write(streams.getLast(), events);
      readUntil(streams.getLast(), "data: 1");
    }
    assertThat(gateway.exchange(events.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")))
        .startsWith("HTTP/1.1 503 ");
    assertThat(gateway.exchange(GET)).startsWith("HTTP/1.1 200 ");
    for (var socket : streams) {
      socket.close();
    }
  }

  @RepeatedTest(20)
  void aUriThatIsTooLongIsAnsweredWhileTheClientStillSends() throws Exception {
    assertThat(sendAll("GET /v1/" + "x".repeat(2 << 20) + END + "\r\n"))
        .matches("(?s)HTTP/1.[01] 414 .*")
        .contains("urn:madang:problem:uri-too-long");
  }

  @RepeatedTest(20)
  void headersThatAreTooLargeAreAnsweredWhileTheClientStillSends() throws Exception {
    assertThat(sendAll("GET /v1/shared/x" + END + "X-A: " + "x".repeat(2 << 20) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ")
        .contains("urn:madang:problem:request-header-fields-too-large");
  }

  @RepeatedTest(20)
  void aBodyThatIsTooLargeIsAnsweredWhileTheClientStillSends() throws Exception {
    var head = "POST /v1/auth/sign-in" + END;
    assertThat(sendAll(head + "Content-Length: 2097152\r\n\r\n" + "x".repeat(2 << 20)))
        .startsWith("HTTP/1.1 413 ")
        .contains("urn:madang:problem:body-too-large");
    var chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    assertThat(sendAll(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(20)))
        .startsWith("HTTP/1.1 413 ")
        .contains("urn:madang:problem:body-too-large");
  }

  @Test
  void rejectsTooManyHeaders() throws Exception {
    assertThat(gateway.exchange("GET /v1/shared/x" + END + "X-A: 1\r\n".repeat(60) + "\r\n"))
        .startsWith("HTTP/1.1 431 ");
  }

  @Test
  void bodiesInMemoryHaveALimitTogether() throws Exception {
    var first =
        "POST /v1/auth/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65000\r\n\r\n";
    try (var a = gateway.connect();
        var b = gateway.connect()) {
      write(a, first + "x".repeat(60_000));
      write(b, first + "x".repeat(60_000));
      assertThat(readEither(a, b)).startsWith("HTTP/1.1 503 ").contains("service-unavailable");
    }
  }

  private static String readEither(Socket a, Socket b) throws IOException {
    await().until(() -> a.getInputStream().available() + b.getInputStream().available() > 0);
    return readUntil(a.getInputStream().available() > 0 ? a : b, "}");
  }

  /** Sends everything before it reads, as simple clients do. */
  private static String sendAll(String request) throws IOException {
    try (var socket = gateway.connect()) {
      write(socket, request);
      return readAll(socket);
    }
  }
}
