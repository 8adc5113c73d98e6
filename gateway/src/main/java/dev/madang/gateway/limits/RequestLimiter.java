package dev.madang.gateway.limits;

import com.netflix.concurrency.limits.limit.AIMDLimit;
import dev.madang.defaults.web.ConcurrencyLimitFilter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts the requests in progress, and refuses those beyond the limits instead of queueing them.
 *
 * <p>The limit of a service adapts: a request that the service refuses because it is overloaded
 * lowers it by a tenth, at most every 100 ms. While at least half of it is used, every other
 * request raises it by one, up to {@link LimitProperties#maxRequestsPerService}. So an overloaded
 * service works on requests, not on refusals.
 */
@Component
public class RequestLimiter {

  /** Enough for the work of one processor; from here the limit grows again. */
  private static final int MIN_REQUESTS = 8;

  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LimitProperties limits;
  private final AtomicInteger all = new AtomicInteger();
  private final AtomicInteger streams = new AtomicInteger();
  private final Map<String, Service> services = new ConcurrentHashMap<>();
  private final MeterRegistry meters;

  RequestLimiter(LimitProperties limits, MeterRegistry meters) {
    this.limits = limits;
    this.meters = meters;
    Gauge.builder("gateway.requests.active", all::get).register(meters);
    Gauge.builder("gateway.event.streams.active", streams::get).register(meters);
  }

  /**
   * @return {@code null} if the gateway or the service has as many requests as it may
   */
  public @Nullable Permit acquire(String service) {
    var atService = services.computeIfAbsent(service, Service::new);
    if (!increment(all, limits.maxRequests())) {
      return null;
    }
    if (!increment(atService.requests, atService.limit.getLimit())) {
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

  private final class Service {

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong lowerableAt = new AtomicLong(System.nanoTime());
    private final AIMDLimit limit;

    private Service(String name) {
      limit =
          AIMDLimit.newBuilder()
              .initialLimit(limits.maxRequestsPerService())
              .minLimit(Math.min(MIN_REQUESTS, limits.maxRequestsPerService()))
              .maxLimit(limits.maxRequestsPerService())
              .timeout(Long.MAX_VALUE, TimeUnit.NANOSECONDS)
              .build();
      Gauge.builder("gateway.requests.limit", limit::getLimit)
          .tag("service", name)
          .register(meters);
    }

    private void ended(boolean overloaded) {
      var inProgress = requests.getAndDecrement();
      if (!overloaded || mayLower(System.nanoTime())) {
        limit.onSample(0, 0, inProgress, overloaded);
      }
    }

    /** Requests that are refused together tell of one overload. */
    private boolean mayLower(long now) {
      var from = lowerableAt.get();
      return from - now <= 0 && lowerableAt.compareAndSet(from, now + INTERVAL_NANOS);
    }
  }

  /** One request in progress. Only the event loop of the request uses it. */
  public final class Permit {

    private final Service service;
    private boolean stream;
    private boolean overloaded;
    private boolean released;

    private Permit(Service service) {
      this.service = service;
    }

    /** The service has answered; its headers may say that it was overloaded. */
    public void answered(MultiMap headers) {
      overloaded = headers.contains(ConcurrencyLimitFilter.OVERLOADED);
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
      service.requests.decrementAndGet();
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
        service.ended(overloaded);
      }
    }
  }
}
