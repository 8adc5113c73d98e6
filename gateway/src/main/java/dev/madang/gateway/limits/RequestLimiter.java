package dev.madang.gateway.limits;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts the requests in progress, and refuses those beyond the limits instead of queueing them.
 */
@Component
public class RequestLimiter {

  private final LimitProperties limits;
  private final AtomicInteger all = new AtomicInteger();
  private final AtomicInteger streams = new AtomicInteger();
  private final Map<String, AtomicInteger> byService = new ConcurrentHashMap<>();

  RequestLimiter(LimitProperties limits, MeterRegistry meters) {
    this.limits = limits;
    Gauge.builder("gateway.requests.active", all::get).register(meters);
    Gauge.builder("gateway.event.streams.active", streams::get).register(meters);
  }

  /**
   * @return {@code null} if the gateway or the service has as many requests as it may
   */
  public @Nullable Permit acquire(String service) {
    var atService = byService.computeIfAbsent(service, _ -> new AtomicInteger());
    if (!increment(all, limits.maxRequests())) {
      return null;
    }
    if (!increment(atService, limits.maxRequestsPerService())) {
      all.decrementAndGet();
      return null;
    }
    return new Permit(atService);
  }

  private static boolean increment(AtomicInteger count, int limit) {
    if (count.incrementAndGet() > limit) {
      count.decrementAndGet();
      return false;
    }
    return true;
  }

  /** One request in progress. Only the event loop of the request uses it. */
  public final class Permit {

    private final AtomicInteger atService;
    private boolean stream;
    private boolean released;

    private Permit(AtomicInteger atService) {
      this.atService = atService;
    }

    /**
     * From now on it is an event stream and no request in progress.
     *
     * @return whether there may be another one
     */
    public boolean becomeEventStream() {
      if (released || !increment(streams, limits.maxEventStreams())) {
        return false;
      }
      all.decrementAndGet();
      atService.decrementAndGet();
      stream = true;
      return true;
    }

    /** A second call has no effect. */
    public void release() {
      if (released) {
        return;
      }
      released = true;
      if (stream) {
        streams.decrementAndGet();
      } else {
        all.decrementAndGet();
        atService.decrementAndGet();
      }
    }
  }
}
