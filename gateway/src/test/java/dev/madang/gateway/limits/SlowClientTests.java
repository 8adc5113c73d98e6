package dev.madang.gateway.limits;

import static dev.madang.gateway.StartedGateway.readAll;
import static dev.madang.gateway.StartedGateway.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.gateway.ScriptedService;
import dev.madang.gateway.StartedGateway;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that send slowly, with limits that are short. */
class SlowClientTests {

  private static final String POST =
      "POST /v1/auth/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n";
  private static final String GOOD =
      "GET /v1/shared/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private static ScriptedService service;
  private static StartedGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    service = new ScriptedService();
    gateway =
        new StartedGateway(
            service.url(),
            "gateway.limits.headers-timeout=1s",
            "gateway.limits.body-grace-period=1s",
            "gateway.limits.body-timeout=2s",
            "gateway.limits.min-body-rate=100B",
            "gateway.limits.idle-timeout=3s",
            "gateway.limits.max-connections-per-address=400");
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    service.close();
  }

  @Test
  void slowBodiesReachNoServiceAndDelayNobody() throws Exception {
    service.answerWith((_, out) -> ScriptedService.respond(out, "content-length: 2", "ok"));
    var slow = new ArrayList<Socket>();
    try (var patient =
        new StartedGateway(
            service.url(),
            "gateway.limits.body-grace-period=25s",
            "gateway.limits.max-connections-per-address=400")) {
      for (var i = 0; i < 300; i++) {
        var socket = patient.connect();
        write(socket, POST.formatted(1000) + "x");
        slow.add(socket);
      }
      var threads = Thread.getAllStackTraces().size();
      for (var i = 0; i < 20; i++) {
        var start = Instant.now();
        assertThat(patient.exchange(GOOD)).startsWith("HTTP/1.1 200 ").endsWith("ok");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
      }
      assertThat(Thread.getAllStackTraces()).hasSizeLessThan(threads + 10);
      assertThat(service.requests()).hasSize(20).allMatch(it -> it.target().contains("shared"));
    } finally {
      for (var socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aBodyThatDoesNotArriveIsCutOff() throws Exception {
    try (var socket = gateway.connect()) {
      write(socket, POST.formatted(1000) + "x");
      assertThat(readAll(socket)).startsWith("HTTP/1.1 408 ").contains("request-timeout");
    }
  }

  @Test
  void aBodyThatKeepsTheMinimumRateIsCutOffInTheEnd() throws Exception {
    try (var socket = gateway.connect()) {
      var start = Instant.now();
      write(socket, POST.formatted(60_000));
      var sender = Thread.ofVirtual().start(() -> drip(socket, 50));
      assertThat(readAll(socket)).startsWith("HTTP/1.1 408 ");
      sender.interrupt();
      assertThat(Duration.between(start, Instant.now()))
          .isBetween(Duration.ofMillis(1800), Duration.ofSeconds(5));
    }
  }

  @Test
  void aBodyBelowTheMinimumRateIsCutOffEarlier() throws Exception {
    try (var socket = gateway.connect()) {
      var start = Instant.now();
      write(socket, POST.formatted(60_000));
      var sender = Thread.ofVirtual().start(() -> drip(socket, 1));
      assertThat(readAll(socket)).startsWith("HTTP/1.1 408 ");
      sender.interrupt();
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(1800));
    }
  }

  @Test
  void slowHeadersAreCutOff() throws Exception {
    for (var first : List.of("", "GET /v1/shared/x HTTP/1.1\r\nHost: localhost\r\nX-A: ")) {
      try (var socket = gateway.connect()) {
        write(socket, first);
        assertCutOffWhileDripping(socket);
      }
    }
  }

  @Test
  void slowHeadersOfALaterRequestAreCutOff() throws Exception {
    try (var socket = gateway.connect()) {
      var request = "GET /v1/shared/x HTTP/1.1\r\nHost: localhost\r\n";
      write(socket, request + "\r\n");
      assertThat(StartedGateway.readUntil(socket, "ok")).startsWith("HTTP/1.1 200 ");
      write(socket, request + "X-A: ");
      assertCutOffWhileDripping(socket);
    }
  }

  @Test
  void aResponseThatIsReadTooSlowlyIsCutOff() throws Exception {
    var size = 32 << 20;
    service.answerWith(
        (_, out) -> ScriptedService.respond(out, "content-length: " + size, "x".repeat(size)));
    try (var impatient = new StartedGateway(service.url(), "gateway.limits.send-timeout=1s");
        var socket = impatient.connect()) {
      write(socket, GOOD);
      var received = 0;
      var part = new byte[1024];
      for (int read; (read = socket.getInputStream().read(part)) >= 0; received += read) {
        Thread.sleep(1);
      }
      assertThat(received).isBetween(1, size - 1);
    } finally {
      service.answerWith((_, out) -> ScriptedService.respond(out, "content-length: 2", "ok"));
    }
  }

  @Test
  void anIdleConnectionIsClosed() throws Exception {
    try (var socket = gateway.connect()) {
      write(socket, "GET /v1/shared/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(StartedGateway.readUntil(socket, "ok")).startsWith("HTTP/1.1 200 ");
      assertThat(readAll(socket)).isEmpty();
    }
  }

  private static void assertCutOffWhileDripping(Socket socket) throws IOException {
    var sender = Thread.ofVirtual().start(() -> drip(socket, 1));
    var start = Instant.now();
    assertThat(readAll(socket)).isEmpty();
    sender.interrupt();
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(3));
  }

  /** Some bytes ten times a second. */
  private static void drip(Socket socket, int bytes) {
    try {
      while (!Thread.interrupted()) {
        write(socket, "x".repeat(bytes));
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException closed) {
      // the expected end
    }
  }
}
