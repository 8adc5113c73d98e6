package dev.madang.defaults.web;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ServletProblemWriter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests beyond the service's capacity with 503 and {@code Retry-After}, before any work
 * is done for them. Requests of other services are not counted: each caller is bounded itself, and
 * the gateway has to learn of revoked sessions under load, too.
 */
public final class ConcurrencyLimitFilter extends OncePerRequestFilter {

  /** In the response to a refused request: tells the gateway to send fewer at the same time. */
  public static final String OVERLOADED = "X-Madang-Overloaded";

  private static final String RETRY_AFTER_SECONDS = "1";

  private final ConcurrencyProperties limits;
  private final Semaphore permits;
  private final Counter refused;

  ConcurrencyLimitFilter(ConcurrencyProperties limits, MeterRegistry meters) {
    this.limits = limits;
    permits = new Semaphore(limits.maxRequests(), true);
    refused = meters.counter("madang.requests.refused");
    Gauge.builder("madang.requests.pending", this::pending).register(meters);
  }

  /** The requests in progress and those that wait. */
  int pending() {
    return limits.maxRequests() - permits.availablePermits() + permits.getQueueLength();
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/internal/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!acquire()) {
      refused.increment();
      response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
      response.setHeader(OVERLOADED, "true");
      ServletProblemWriter.write(response, CommonProblem.SERVICE_UNAVAILABLE.toProblemDetail());
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      permits.release();
    }
  }

  private boolean acquire() {
    try {
      return permits.tryAcquire()
          || permits.getQueueLength() < limits.maxWaiting()
              && permits.tryAcquire(limits.maxWait().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
