package dev.madang.gateway.routing;

import static dev.madang.gateway.ScriptedService.respond;
import static dev.madang.gateway.StartedGateway.readAll;
import static dev.madang.gateway.StartedGateway.readUntil;
import static dev.madang.gateway.StartedGateway.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.gateway.ScriptedService;
import dev.madang.gateway.StartedGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes between a client and a service. */
class ForwardingTests {

  private static final String GET = "GET /v1/shared/x HTTP/1.1\r\nHost: localhost\r\n";
  private static final String CLOSE = "Connection: close\r\n\r\n";

  private static ScriptedService service;
  private static StartedGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    service = new ScriptedService();
    gateway = new StartedGateway(service.url(), "gateway.limits.response-timeout=2s");
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    service.close();
  }

  @Test
  void requestsUseOneConnectionOfTheClientAndFewToTheService() throws Exception {
    service.answerWith((_, out) -> respond(out, "content-length: 2", "ok"));
    try (var socket = gateway.connect()) {
      for (var i = 0; i < 50; i++) {
        write(socket, GET + "\r\n");
        assertThat(readUntil(socket, "ok")).startsWith("HTTP/1.1 200 ");
      }
    }
    assertThat(service.requests()).hasSize(50);
    // None if a test before has left one.
    assertThat(service.connections()).isLessThanOrEqualTo(1);
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws Exception {
    service.answerWith(
        (request, out) -> respond(out, "content-length: 2", request.target().substring(13)));
    try (var socket = gateway.connect()) {
      for (var i = 10; i < 20; i++) {
        write(socket, "GET /v1/shared/x?" + i + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      }
      for (var i = 10; i < 20; i++) {
        assertThat(readUntil(socket, "\r\n\r\n" + i)).startsWith("HTTP/1.1 200 ");
      }
    }
  }

  /** The heap of the tests is 512 MB. */
  @Test
  void aResponseLargerThanTheMemoryPasses() throws Exception {
    var size = 1L << 30;
    var part = new byte[1 << 20];
    service.answerWith((_, out) -> {
      respond(out, "content-type: application/octet-stream\r\ncontent-length: " + size, "");
      for (var i = 0; i < size / part.length; i++) {
        out.write(part);
      }
    });
    try (var socket = gateway.connect()) {
      write(socket, GET + CLOSE);
      readUntil(socket, "\r\n\r\n");
      var buffer = new byte[1 << 16];
      var received = 0L;
      for (var n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
        received += n;
      }
      assertThat(received).isEqualTo(size);
    }
  }

  @Test
  void aClientThatDoesNotReadStopsTheService() throws Exception {
    var written = new java.util.concurrent.atomic.AtomicLong();
    service.answerWith((_, out) -> {
      respond(out, "content-length: " + (1L << 30), "");
      while (true) {
        out.write(new byte[1 << 16]);
        written.addAndGet(1 << 16);
      }
    });
    try (var socket = gateway.connect()) {
      write(socket, GET + "\r\n");
      readUntil(socket, "\r\n\r\n");
      Thread.sleep(1000);
      var before = written.get();
      Thread.sleep(500);
      assertThat(written.get()).isEqualTo(before).isLessThan(64 << 20);
    }
  }

  @Test
  void aClientThatGoesCancelsTheRequestAtTheService() throws Exception {
    var cancelled = new CountDownLatch(1);
    service.answerWith((request, _) -> {
      request.awaitClose();
      cancelled.countDown();
    });
    try (var socket = gateway.connect()) {
      write(socket, GET + "\r\n");
      service.requests().take();
    }
    assertThat(cancelled.await(1, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aServiceThatEndsBeforeItsAnswerIsUnavailable() throws Exception {
    service.answerWith((request, _) -> request.connection().close());
    assertThat(gateway.exchange(GET + CLOSE))
        .startsWith("HTTP/1.1 503 ")
        .contains("service-unavailable");
  }

  @Test
  void aServiceThatEndsInItsAnswerCutsItOff() throws Exception {
    for (var framing : new String[] {"content-length: 1001", "transfer-encoding: chunked"}) {
      service.answerWith((request, out) -> {
        respond(out, framing, "3\r\nabc\r\n");
        request.connection().close();
      });
      try (var socket = gateway.connect()) {
        write(socket, GET + "\r\n");
        assertThat(readAll(socket)).startsWith("HTTP/1.1 200 ").doesNotContain("\r\n0\r\n\r\n");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.1 banana", "no HTTP at all", "HTTP/1.1 200 OK\r\ncontent-length: -1"})
  void aMalformedAnswerIsAProblem(String answer) throws Exception {
    service.answerWith((request, out) -> {
      out.write((answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      request.connection().close();
    });
    assertThat(gateway.exchange(GET + CLOSE)).startsWith("HTTP/1.1 503 ").contains("problem+json");
  }

  @Test
  void anAnswerThatTakesTooLongIsATimeout() throws Exception {
    var cancelled = new CountDownLatch(1);
    service.answerWith((request, _) -> {
      request.awaitClose();
      cancelled.countDown();
    });
    assertThat(gateway.exchange(GET + CLOSE))
        .startsWith("HTTP/1.1 504 ")
        .contains("gateway-timeout");
    assertThat(cancelled.await(1, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void eventsPassOneByOne() throws Exception {
    var next = new CountDownLatch(1);
    service.answerWith((_, out) -> {
      respond(out, "content-type: text/event-stream\r\ntransfer-encoding: chunked", "");
      out.write("9\r\ndata: 1\n\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      next.await();
      out.write("9\r\ndata: 2\n\n\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    });
    try (var socket = gateway.connect()) {
      write(socket, GET + "Accept-Encoding: gzip\r\n\r\n");
      assertThat(readUntil(socket, "data: 1")).doesNotContain("gzip");
      next.countDown();
      readUntil(socket, "data: 2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "h2c", "TLS/1.0"})
  void anUpgradeIsIgnored(String protocol) throws Exception {
    service.answerWith((_, out) -> respond(out, "content-length: 2", "ok"));
    try (var socket = gateway.connect()) {
      write(
          socket,
          GET
              + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: "
              + protocol
              + "\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
      assertThat(readUntil(socket, "ok")).startsWith("HTTP/1.1 200 ");
      write(socket, GET + "\r\n");
      assertThat(readUntil(socket, "ok")).startsWith("HTTP/1.1 200 ");
    }
    assertThat(service.requests().take().head())
        .noneMatch(it -> it.startsWith("upgrade") || it.startsWith("http2-settings"));
  }

  @Test
  void headersThatAreNotForServicesAreRemoved() throws Exception {
    service.answerWith((_, out) -> respond(out, "content-length: 2", "ok"));
    try (var socket = gateway.connect()) {
      write(
          socket,
          GET
              + "X-Madang-Client-Address: 1.2.3.4\r\nX-Madang-Other: 1\r\nForwarded: for=1.2.3.4\r\n"
              + "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Host: a\r\nCookie: a=b\r\nTE: trailers\r\n"
              + "Keep-Alive: timeout=5\r\nProxy-Authorization: a\r\nX-Hop: 1\r\nX-Kept: 1\r\n"
              + "Connection: x-hop, close\r\n\r\n");
      readUntil(socket, "ok");
    }
    var head = service.requests().take().head();
    assertThat(head)
        .contains("x-kept: 1", "x-madang-client-address: 127.0.0.1", "x-madang-timeout: 2000");
    assertThat(head)
        .noneMatch(it ->
            it.matches("(x-madang-other|forwarded|x-forwarded|cookie|te|keep-alive|proxy|x-hop).*")
                || it.contains("1.2.3.4"));
  }

  @Test
  void headersThatAreNotForClientsAreRemoved() throws Exception {
    service.answerWith((_, out) ->
        respond(
            out,
            "server: Tomcat\r\nconnection: x-hop\r\nx-hop: 1\r\nkeep-alive: timeout=5\r\n"
                + "set-cookie: a=b\r\nset-cookie: c=d\r\ncontent-length: 2",
            "ok"));
    assertThat(gateway.exchange(GET + CLOSE))
        .contains("set-cookie: a=b", "set-cookie: c=d", "x-content-type-options: nosniff")
        .doesNotContainIgnoringCase("tomcat")
        .doesNotContain("x-hop: 1", "timeout=5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"204 No Content", "304 Not Modified"})
  void aResponseWithoutBodyHasNoFraming(String status) throws Exception {
    service.answerWith(
        (_, out) -> out.write(("HTTP/1.1 " + status + "\r\netag: \"1\"\r\n\r\n").getBytes()));
    assertThat(gateway.exchange(GET + CLOSE))
        .startsWith("HTTP/1.1 " + status)
        .doesNotContainIgnoringCase("transfer-encoding")
        .endsWith("\r\n\r\n");
  }

  @Test
  void aHeadResponseKeepsItsLength() throws Exception {
    service.answerWith((_, out) -> respond(out, "content-length: 1234", ""));
    assertThat(gateway.exchange(GET.replace("GET", "HEAD") + CLOSE))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("content-length: 1234\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void aBodyIsRequestedBeforeItIsSent() throws Exception {
    service.answerWith((request, out) -> respond(out, "content-length: 3", request.body()));
    try (var socket = gateway.connect()) {
      write(
          socket,
          "POST /v1/auth/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
              + "Expect: 100-continue\r\n\r\n");
      assertThat(readUntil(socket, "\r\n\r\n")).startsWith("HTTP/1.1 100 ");
      write(socket, "abc");
      assertThat(readUntil(socket, "abc")).startsWith("HTTP/1.1 200 ");
    }
    assertThat(service.requests().take().head()).noneMatch(it -> it.startsWith("expect"));
  }

  @Test
  void theServiceDecidesOnAnotherExpectation() throws Exception {
    service.answerWith((_, out) -> respond(out, "content-length: 2", "ok"));
    gateway.exchange(GET + "Expect: foo\r\n" + CLOSE);
    assertThat(service.requests().take().head()).contains("expect: foo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\nContent-Length: 3",
        "Content-Length: 3\r\nTransfer-Encoding: chunked",
        "Content-Length: +3",
        "Content-Length: 3, 3",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"
      })
  void anAmbiguousBodyReachesNoService(String framing) throws Exception {
    service.answerWith((_, out) -> respond(out, "content-length: 2", "ok"));
    var response =
        gateway.exchange(
            "POST /v1/auth/sign-in HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n" + CLOSE);
    assertThat(response).startsWith("HTTP/1.1 400 ").contains("invalid-request");
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void largeTextIsCompressedForClientsThatAcceptIt() throws Exception {
    var text = "{\"a\": \"" + "x".repeat(5000) + "\"}";
    var json = "content-type: application/json\r\ncontent-length: " + text.length();
    service.answerWith((_, out) -> respond(out, json, text));
    var accepted = gateway.exchange(GET + "Accept-Encoding: gzip\r\n" + CLOSE);
    assertThat(accepted)
        .containsIgnoringCase("content-encoding: gzip")
        .containsIgnoringCase("vary: accept-encoding");
    assertThat(accepted.length()).isLessThan(1000);
    assertThat(gateway.exchange(GET + CLOSE))
        .containsIgnoringCase("vary: accept-encoding")
        .doesNotContain("gzip")
        .endsWith(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-type: image/png",
        "content-type: application/json\r\netag: \"5\"",
        "content-type: application/json\r\ncontent-encoding: br"
      })
  void otherContentIsNotCompressed(String headers) throws Exception {
    var body = "x".repeat(5000);
    service.answerWith((_, out) -> respond(out, headers + "\r\ncontent-length: 5000", body));
    assertThat(gateway.exchange(GET + "Accept-Encoding: gzip\r\n" + CLOSE))
        .doesNotContain("gzip", "identity")
        .endsWith(body);
  }
}
