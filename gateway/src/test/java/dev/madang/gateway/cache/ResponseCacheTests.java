package dev.madang.gateway.cache;

import static dev.madang.gateway.StartedGateway.readUntil;
import static dev.madang.gateway.StartedGateway.write;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.gateway.ScriptedService;
import dev.madang.gateway.StartedGateway;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The gateway with its response cache, before a service that a test scripts. */
@ExtendWith(OutputCaptureExtension.class)
class ResponseCacheTests {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String PUBLIC = "cache-control: public, max-age=60\r\n";
  private static final String STALE = "cache-control: public, max-age=0";

  private static ScriptedService service;
  private static StartedGateway gateway;

  /** A target of its own for each test. */
  private final String target = "/v1/shared/" + COUNT.incrementAndGet();

  @BeforeAll
  static void start() throws IOException {
    service = new ScriptedService();
    gateway =
        new StartedGateway(
            service.url(),
            "gateway.cache.max-size=400KB",
            "gateway.cache.max-entry-size=100KB",
            "gateway.limits.response-timeout=3s");
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    service.close();
  }

  @Test
  void aPublicResponseAnswersFurtherRequests(CapturedOutput output) throws Exception {
    answerWith(PUBLIC + "x-a: 1\r\nage: 7\r\nx-request-id: first\r\n", "body");
    assertThat(get()).contains("cache-status: madang; fwd=miss; stored").endsWith("body");

    assertThat(get())
        .startsWith("HTTP/1.1 200 OK")
        .contains("x-a: 1", "age: 7", "cache-status: madang; hit", "content-length: 4")
        .contains("x-content-type-options: nosniff")
        .doesNotContain("first")
        .endsWith("body");
    assertThat(get("HEAD", "")).contains("content-length: 4", "; hit").endsWith("\r\n\r\n");
    assertThat(service.requests()).hasSize(1);
    await().until(() -> output.getOut().contains("\"cache\":\"hit\""));
    assertThat(counted("hit")).isPositive();
    assertThat(gateway.bean(MeterRegistry.class).get("gateway.cache.size").gauge().value())
        .isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          If-None-Match: "1"                 | HTTP/1.1 304 | 0
          If-None-Match: W/"1", "2"          | HTTP/1.1 304 | 0
          If-None-Match: "2"                 | HTTP/1.1 200 | 10
          Range: bytes=2-3                   | HTTP/1.1 206 | 2
          Range: bytes=-4                    | HTTP/1.1 206 | 4
          Range: bytes=99-                   | HTTP/1.1 416 | 0
          Range: bytes=0-1,4-5               | HTTP/1.1 200 | 10
          If-Range: "2"~Range: bytes=2-3     | HTTP/1.1 200 | 10
          If-Range: "1"~Range: bytes=2-3     | HTTP/1.1 206 | 2
          """)
  void aStoredResponseAnswersConditionsAndRanges(String headers, String status, int size)
      throws Exception {
    answerWith(PUBLIC + "etag: \"1\"\r\n", "0123456789");
    get();
    var response = get("GET", headers.replace("~", "\r\n") + "\r\n");
    assertThat(response).startsWith(status).contains("etag: \"1\"", "; hit");
    assertThat(response.substring(response.indexOf("\r\n\r\n") + 4)).hasSize(size);
    assertThat(service.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cache-control: max-age=60\r\n",
        "cache-control: private, no-store\r\n",
        "cache-control: no-cache, no-store, max-age=0, must-revalidate\r\n",
        "cache-control: public, max-age=60\r\ncache-control: private\r\n",
        "cache-control: public, max-age=60\r\nset-cookie: a=b\r\n",
        "cache-control: public, max-age=60\r\nvary: *\r\n",
        "cache-control: public, max-age=60\r\nvary: x-madang-client-address\r\n",
        "expires: Tue, 01 Jan 2047 00:00:00 GMT\r\nlast-modified: Tue, 01 Jan 2002 00:00:00 GMT\r\n"
      })
  void otherResponsesAreNotStored(String headers) throws Exception {
    answerWith(headers, "body");
    get();
    assertThat(get()).contains("cache-status: madang; fwd=miss\r\n").endsWith("body");
    assertThat(service.requests()).hasSize(2);
  }

  @Test
  void aResponseToOneUserIsForOthersOnlyIfItIsPublic() throws Exception {
    service.answerWith(
        (request, out) -> respond(out, "cache-control: max-age=60\r\n", user(request)));
    assertThat(get("GET", "Authorization: Bearer alice\r\n")).endsWith("bearer alice");
    assertThat(get("GET", "Authorization: Bearer bob\r\n")).endsWith("bearer bob");
    assertThat(get()).endsWith("nobody");

    service.answerWith((request, out) -> respond(out, PUBLIC, user(request)));
    assertThat(get("GET", "Authorization: Bearer alice\r\n")).endsWith("bearer alice");
    assertThat(get()).endsWith("bearer alice");
  }

  private static String user(ScriptedService.Request request) {
    return request.head().stream()
        .filter(it -> it.startsWith("authorization: "))
        .map(it -> it.substring(15))
        .findFirst()
        .orElse("nobody");
  }

  @Test
  void varyDistinguishesResponses() throws Exception {
    service.answerWith((request, out) ->
        respond(
            out,
            PUBLIC + "vary: accept-language\r\n",
            request.head().contains("accept-language: de") ? "hallo" : "hello"));
    for (var i = 0; i < 2; i++) {
      assertThat(get("GET", "Accept-Language: de\r\n")).endsWith("hallo");
      assertThat(get("GET", "Accept-Language: en\r\n")).endsWith("hello");
      assertThat(get()).endsWith("hello");
    }
    assertThat(service.requests()).hasSize(3);
  }

  @Test
  void theQueryIsPartOfTheKeyAndTheHostIsNot() throws Exception {
    service.answerWith((request, out) -> respond(out, PUBLIC, request.target()));
    get();
    assertThat(exchange("GET", target + "?a", "")).endsWith("?a");
    assertThat(
            gateway.exchange(
                "GET " + target + " HTTP/1.1\r\nHost: other\r\nConnection: close\r\n\r\n"))
        .contains("; hit")
        .endsWith(target);
  }

  @Test
  void aStaleResponseIsRevalidated() throws Exception {
    answerWith(STALE + "\r\netag: \"1\"\r\nx-a: 1\r\n", "body");
    get();
    service.answerWith((_, out) ->
        out.write(
            "HTTP/1.1 304 Not Modified\r\netag: \"1\"\r\nx-a: 2\r\ncache-control: public, max-age=60\r\n\r\n"
                .getBytes(US_ASCII)));
    assertThat(get("GET", "If-None-Match: \"other\"\r\nRange: bytes=0-1\r\n"))
        .startsWith("HTTP/1.1 206 ")
        .contains("x-a: 2", "cache-status: madang; fwd=stale; fwd-status=304")
        .endsWith("\r\n\r\nbo");
    assertThat(service.requests().take().head())
        .contains("if-none-match: \"1\"")
        .noneMatch(it -> it.startsWith("range"));
    assertThat(get()).contains("; hit", "x-a: 2").endsWith("body");
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void aStaleResponseIsReplaced() throws Exception {
    answerWith(STALE + "\r\netag: \"1\"\r\n", "old");
    get();
    answerWith(PUBLIC + "etag: \"2\"\r\n", "new");
    assertThat(get()).contains("cache-status: madang; fwd=stale; stored").endsWith("new");
    assertThat(get()).contains("; hit").endsWith("new");
  }

  /** Such as a share link that was revoked. */
  @Test
  void aResponseThatIsWithdrawnIsNotUsedAgain() throws Exception {
    answerWith(STALE + ", stale-while-revalidate=60, stale-if-error=60\r\netag: \"1\"\r\n", "old");
    get();
    var gone = "HTTP/1.1 404 Not Found\r\ncontent-length: 4\r\ncache-control: no-store\r\n\r\ngone";
    service.answerWith((_, out) -> out.write(gone.getBytes(US_ASCII)));
    assertThat(get()).endsWith("old");
    service.requests().take();
    await().untilAsserted(() -> assertThat(get()).startsWith("HTTP/1.1 404 ").endsWith("gone"));
    assertThat(get()).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void aStaleResponseMayAnswerWhileItIsRevalidated() throws Exception {
    answerWith(STALE + ", stale-while-revalidate=60\r\netag: \"1\"\r\n", "old");
    get();
    var arrived = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    service.answerWith((_, out) -> {
      arrived.countDown();
      release.await();
      respond(out, PUBLIC, "new");
    });
    assertThat(get())
        .contains("cache-status: madang; hit; detail=stale-while-revalidate")
        .endsWith("old");
    arrived.await();
    assertThat(get()).endsWith("old");
    assertThat(service.requests()).hasSize(1);
    release.countDown();
    await().untilAsserted(() -> assertThat(get()).endsWith("new"));
    assertThat(service.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'', HTTP/1.1 503",
    "', stale-if-error=60', HTTP/1.1 200",
    "', stale-if-error=60, must-revalidate', HTTP/1.1 503"
  })
  void aStaleResponseMayAnswerForAServiceThatFails(String directive, String status)
      throws Exception {
    answerWith(STALE + directive + "\r\netag: \"1\"\r\n", "old");
    get();
    service.answerWith((request, _) -> request.connection().close());
    assertThat(get()).startsWith(status);
    service.answerWith(
        (_, out) -> out.write("HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n".getBytes(US_ASCII)));
    assertThat(get()).startsWith(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void anUnsafeMethodInvalidates(String method) throws Exception {
    var other = target + "?other";
    service.answerWith((_, out) -> respond(out, PUBLIC, "body"));
    get();
    exchange("GET", other, "");
    service.answerWith((_, out) ->
        out.write("HTTP/1.1 500 Error\r\ncontent-length: 0\r\n\r\n".getBytes(US_ASCII)));
    exchange(method, target, "Content-Length: 0\r\n");
    assertThat(get()).contains("; hit");

    answerWith("location: " + other + "\r\ncontent-location: //elsewhere" + target + "/x\r\n", "");
    exchange(method, target, "Content-Length: 0\r\n");
    answerWith(PUBLIC, "new");
    assertThat(get()).endsWith("new");
    assertThat(exchange("GET", other, "")).endsWith("new");
  }

  /** It may be older than the change. */
  @Test
  void aResponseThatArrivesAfterAnInvalidationIsNotStored() throws Exception {
    var arrived = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    service.answerWith((request, out) -> {
      if (request.head().getFirst().startsWith("GET")) {
        arrived.countDown();
        release.await();
      }
      respond(out, PUBLIC, "old");
    });
    try (var socket = gateway.connect()) {
      write(socket, request("GET", target, ""));
      arrived.await();
      exchange("DELETE", target, "");
      release.countDown();
      assertThat(readUntil(socket, "old")).contains("200");
    }
    answerWith(PUBLIC, "new");
    assertThat(get()).endsWith("new");
  }

  @Test
  void requestsForOneResponseReachTheServiceOnce() throws Exception {
    var release = new CountDownLatch(1);
    service.answerWith((_, out) -> {
      release.await();
      respond(out, PUBLIC, "body");
    });
    var sockets = sendTogether(10);
    release.countDown();
    for (var socket : sockets) {
      readUntil(socket, "body");
      socket.close();
    }
    assertThat(service.requests()).hasSize(1);
    assertThat(counted("collapsed")).isPositive();
  }

  @Test
  void requestsForAResponseThatIsNotStoredDoNotWaitInTurn() throws Exception {
    var first = new CountDownLatch(1);
    var all = new CountDownLatch(10);
    service.answerWith((_, out) -> {
      var isFirst = service.requests().size() == 1;
      if (isFirst) {
        first.await();
      } else {
        all.countDown();
        all.await(); // each answer waits for all requests
      }
      respond(out, "cache-control: private\r\n", "body");
    });
    var sockets = sendTogether(11);
    first.countDown();
    for (var socket : sockets) {
      readUntil(socket, "body");
      socket.close();
    }
    assertThat(service.requests()).hasSize(11);
  }

  @Test
  void requestsThatWaitForAFailureFailWithinTheirTime() throws Exception {
    service.answerWith((request, _) -> request.awaitClose());
    var sockets = sendTogether(3);
    var start = System.nanoTime();
    for (var socket : sockets) {
      readUntil(socket, "gateway-timeout");
      socket.close();
    }
    assertThat((System.nanoTime() - start) / 1e9).isLessThan(5);
  }

  @Test
  void anotherRequestTakesThePlaceOfOneWhoseClientHasGone() throws Exception {
    var arrived = new CountDownLatch(1);
    service.answerWith((request, out) -> {
      if (arrived.getCount() == 1) {
        arrived.countDown();
        request.awaitClose();
      } else {
        respond(out, PUBLIC, "body");
      }
    });
    List<Socket> sockets;
    try (var gone = gateway.connect()) {
      write(gone, request("GET", target, ""));
      arrived.await();
      sockets = sendTogether(3);
    }
    for (var socket : sockets) {
      readUntil(socket, "body");
      socket.close();
    }
    assertThat(service.requests()).hasSize(2);
  }

  @Test
  void aClientThatDoesNotReadDelaysNobody() throws Exception {
    var body = "x".repeat(90_000) + "end";
    answerWith(PUBLIC, body);
    try (var roomy = new StartedGateway(service.url());
        var slow = roomy.connect()) {
      slow.setReceiveBufferSize(1024);
      write(slow, request("GET", target, ""));
      await().until(() -> service.requests().size() == 1);
      assertThat(roomy.exchange(request("GET", target, "Connection: close\r\n"))).endsWith("end");
    }
    assertThat(service.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"content-length: 150000", "transfer-encoding: chunked"})
  void aResponseThatIsTooLargePasses(String framing) throws Exception {
    var part = "x".repeat(50_000);
    var isChunked = framing.endsWith("chunked");
    service.answerWith((_, out) -> {
      ScriptedService.respond(out, PUBLIC + framing, "");
      for (var i = 0; i < 3; i++) {
        out.write((isChunked ? "c350\r\n" + part + "\r\n" : part).getBytes(US_ASCII));
      }
      if (isChunked) {
        out.write("0\r\n\r\n".getBytes(US_ASCII));
      }
    });
    for (var i = 0; i < 2; i++) {
      var response = get();
      assertThat(response).contains("cache-status: madang; fwd=miss\r\n");
      assertThat(response.chars().filter(it -> it == 'x').count()).isGreaterThanOrEqualTo(150_000);
    }
    assertThat(service.requests()).hasSize(2);
  }

  @Test
  void aResponseThatIsCutOffIsNotStored() throws Exception {
    service.answerWith((request, out) -> {
      ScriptedService.respond(out, PUBLIC + "content-length: 10", "half");
      request.connection().close();
    });
    assertThat(get()).startsWith("HTTP/1.1 503 ");
    answerWith(PUBLIC, "whole");
    assertThat(get()).contains("fwd=miss").endsWith("whole");
  }

  @Test
  void theCacheIsBoundedByBytes() throws Exception {
    service.answerWith((_, out) -> respond(out, PUBLIC, "x".repeat(50_000)));
    for (var i = 0; i < 30; i++) {
      exchange("GET", target + "?" + i, "");
    }
    var meters = gateway.bean(MeterRegistry.class);
    assertThat(meters.get("gateway.cache.size").gauge().value()).isBetween(50_000.0, 400 * 1024.0);
    assertThat(meters.get("gateway.cache.evictions").counter().count()).isGreaterThan(20);
  }

  @Test
  void earlyHintsPassAndOtherInterimResponsesDoNot() throws Exception {
    service.answerWith((_, out) -> {
      out.write("HTTP/1.1 102 Processing\r\n\r\n".getBytes(US_ASCII));
      out.write("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n".getBytes(US_ASCII));
      respond(out, PUBLIC, "body");
    });
    assertThat(get()).startsWith("HTTP/1.1 103 ").contains("link: </a>", "HTTP/1.1 200 ");
    assertThat(get()).startsWith("HTTP/1.1 200 ").contains("; hit").doesNotContain("link");
    answerWith("", "next");
    assertThat(exchange("GET", target + "?next", "")).endsWith("next");
  }

  @Test
  void aRequestMayWantAStoredResponseOnly() throws Exception {
    answerWith(PUBLIC, "body");
    assertThat(get("GET", "Cache-Control: only-if-cached\r\n")).startsWith("HTTP/1.1 504 ");
    assertThat(service.requests()).isEmpty();
    get();
    assertThat(get("GET", "Cache-Control: only-if-cached\r\n")).contains("; hit");
    assertThat(get("GET", "Cache-Control: no-cache\r\n")).contains("fwd=stale");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"max-age=2147483648", "public, max-age='60'", "public, max-age=\"60\"", "a=,=,b"})
  void anyCacheControlPasses(String value) throws Exception {
    answerWith("cache-control: " + value + "\r\nexpires: 0\r\n", "body");
    assertThat(get())
        .startsWith("HTTP/1.1 200 ")
        .contains("cache-control: " + value + "\r\n")
        .endsWith("body");
  }

  @Test
  void aCacheThatIsOffStoresNothing() throws Exception {
    answerWith(PUBLIC, "body");
    try (var without = new StartedGateway(service.url(), "gateway.cache.enabled=false")) {
      for (var i = 0; i < 2; i++) {
        assertThat(without.exchange(request("GET", target, "Connection: close\r\n")))
            .doesNotContain("cache-status")
            .endsWith("body");
      }
    }
    assertThat(service.requests()).hasSize(2);
  }

  /** The first one has reached the service, and the others wait. */
  private List<Socket> sendTogether(int number) throws Exception {
    var sockets = new ArrayList<Socket>();
    for (var i = 0; i < number; i++) {
      var socket = gateway.connect();
      write(socket, request("GET", target, ""));
      sockets.add(socket);
    }
    Thread.sleep(300);
    return sockets;
  }

  private String get() throws IOException {
    return get("GET", "");
  }

  private String get(String method, String headers) throws IOException {
    return exchange(method, target, headers);
  }

  private static String exchange(String method, String target, String headers) throws IOException {
    return gateway.exchange(request(method, target, "Connection: close\r\n" + headers));
  }

  private static String request(String method, String target, String headers) {
    return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
  }

  private static void answerWith(String headers, String body) {
    service.answerWith((_, out) -> respond(out, headers, body));
  }

  private static void respond(OutputStream out, String headers, String body) throws IOException {
    ScriptedService.respond(out, headers + "content-length: " + body.length(), body);
  }

  private static double counted(String result) {
    return gateway
        .bean(MeterRegistry.class)
        .get("gateway.cache.requests")
        .tag("result", result)
        .counter()
        .count();
  }
}
