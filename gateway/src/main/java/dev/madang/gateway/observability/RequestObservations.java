package dev.madang.gateway.observability;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Begins the observation of each request: a span that continues the client's {@code traceparent} or
 * starts a trace, the timer {@code http.server.requests}, and a line of the access log.
 */
@Component
public class RequestObservations {

  private static final String TIMER = "http.server.requests";

  private final Tracer tracer;
  private final Propagator propagator;
  private final MeterRegistry meters;
  private final AccessLog log;
  private final Map<TimerKey, Timer> timers = new ConcurrentHashMap<>();

  RequestObservations(Tracer tracer, Propagator propagator, MeterRegistry meters, AccessLog log) {
    this.tracer = tracer;
    this.propagator = propagator;
    this.meters = meters;
    this.log = log;
  }

  public RequestObservation start(HttpServerRequest request, String clientAddress) {
    var span =
        propagator
            .extract(request.headers(), MultiMap::get)
            .kind(io.micrometer.tracing.Span.Kind.SERVER)
            .name("http request")
            .start();
    return new RequestObservation(this, request, clientAddress, span);
  }

  Tracer tracer() {
    return tracer;
  }

  Propagator propagator() {
    return propagator;
  }

  AccessLog log() {
    return log;
  }

  Timer timer(String method, String route, int status) {
    return timers.computeIfAbsent(new TimerKey(method, route, status), this::register);
  }

  private Timer register(TimerKey key) {
    return Timer.builder(TIMER)
        .tags(
            Tags.of(
                "method", key.method(),
                "uri", key.route(),
                "status", Integer.toString(key.status()),
                "outcome", outcome(key.status()),
                "error", "none",
                "exception", "none"))
        .register(meters);
  }

  private static String outcome(int status) {
    return switch (status / 100) {
      case 1 -> "INFORMATIONAL";
      case 2 -> "SUCCESS";
      case 3 -> "REDIRECTION";
      case 4 -> "CLIENT_ERROR";
      case 5 -> "SERVER_ERROR";
      default -> "UNKNOWN";
    };
  }

  /** All three have few values: a client cannot add a timer by a request of its own invention. */
  private record TimerKey(String method, String route, int status) {}
}
