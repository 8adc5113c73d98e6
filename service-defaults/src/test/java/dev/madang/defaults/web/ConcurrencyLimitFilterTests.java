package dev.madang.defaults.web;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ConcurrencyLimitFilterTests {

  private static final Duration FOREVER = Duration.ofMinutes(1);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final FilterChain handler =
      (_, response) -> {
        waitFor(end);
        ((MockHttpServletResponse) response).setStatus(204);
      };

  @AfterEach
  void endRequests() {
    end.countDown();
    clients.close();
  }

  @Test
  void requestBeyondTheLimitWaitsForAPermit() {
    var filter = filter(new ConcurrencyProperties(2, 1, FOREVER));
    var admitted = start(filter, 2);
    var waiting = start(filter, 1).getFirst();

    assertThat(waiting).isNotDone();
    end.countDown();

    assertThat(waiting.join().getStatus()).isEqualTo(204);
    assertThat(admitted).allSatisfy(it -> assertThat(it.join().getStatus()).isEqualTo(204));
  }

  @Test
  void requestThatWaitedTooLongIsRefused() {
    var filter = filter(new ConcurrencyProperties(1, 1, Duration.ofMillis(1)));
    start(filter, 1);

    assertRefused(send(filter, "/v1/media"));
    assertThat(meters.counter("madang.requests.refused").count()).isEqualTo(1);
  }

  @Test
  void requestIsRefusedAtOnceWhenTooManyWait() {
    var filter = filter(new ConcurrencyProperties(1, 0, FOREVER));
    start(filter, 1);

    assertRefused(send(filter, "/v1/media"));
  }

  @Test
  void endedRequestsFreeTheirPermits() {
    var filter = filter(new ConcurrencyProperties(1, 0, FOREVER));
    end.countDown();

    for (int i = 0; i < 3; i++) {
      assertThat(send(filter, "/v1/media").getStatus()).isEqualTo(204);
    }
    assertThat(meters.get("madang.requests.pending").gauge().value()).isZero();
  }

  @Test
  void failedRequestFreesItsPermit() {
    var filter = filter(new ConcurrencyProperties(1, 0, FOREVER));
    end.countDown();

    assertThat(
            supplyAsync(
                () ->
                    send(
                        filter,
                        "/v1/media",
                        (_, _) -> {
                          throw new ServletException("fails");
                        }),
                clients))
        .failsWithin(FOREVER);

    assertThat(send(filter, "/v1/media").getStatus()).isEqualTo(204);
  }

  @Test
  void requestsOfOtherServicesAreNotCounted() {
    var filter = filter(new ConcurrencyProperties(1, 0, FOREVER));
    start(filter, 1);
    var internal = supplyAsync(() -> send(filter, "/internal/revocations"), clients);
    end.countDown();

    assertThat(internal.join().getStatus()).isEqualTo(204);
  }

  private static void assertRefused(MockHttpServletResponse response) {
    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getHeader("Retry-After")).isEqualTo("1");
    assertThat(response.getHeader(ConcurrencyLimitFilter.OVERLOADED)).isEqualTo("true");
    assertThat(response.getContentType()).isEqualTo("application/problem+json");
    assertThat(response.getContentAsByteArray()).asString().contains("service-unavailable");
  }

  private ConcurrencyLimitFilter filter(ConcurrencyProperties limits) {
    return new ConcurrencyLimitFilter(limits, meters);
  }

  /** Returns when the filter has admitted the requests or lets them wait. */
  private List<CompletableFuture<MockHttpServletResponse>> start(
      ConcurrencyLimitFilter filter, int count) {
    var responses = new ArrayList<CompletableFuture<MockHttpServletResponse>>();
    for (int i = 0; i < count; i++) {
      long known = filter.pending();
      responses.add(supplyAsync(() -> send(filter, "/v1/media"), clients));
      await().until(() -> filter.pending() > known);
    }
    return responses;
  }

  private MockHttpServletResponse send(ConcurrencyLimitFilter filter, String path) {
    return send(filter, path, handler);
  }

  private static MockHttpServletResponse send(
      ConcurrencyLimitFilter filter, String path, FilterChain handler) {
    var response = new MockHttpServletResponse();
    try {
      filter.doFilter(new MockHttpServletRequest("GET", path), response, handler);
    } catch (IOException | ServletException e) {
      throw new IllegalStateException(e);
    }
    return response;
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
