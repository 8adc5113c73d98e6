package dev.madang.gateway.observability;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is observed of one request. Only the event loop of the request uses it. */
public final class RequestObservation {

  /** In logs and metrics the status of a request whose client has gone before the response. */
  private static final int CLIENT_CLOSED = 499;

  private static final Set<HttpMethod> KNOWN =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  private final RequestObservations observations;
  private final HttpServerRequest request;
  private final String clientAddress;
  private final Span span;
  private final long startedAt = System.nanoTime();
  private String route = "UNKNOWN";
  private @Nullable String path;
  private @Nullable String user;
  private @Nullable String cache;
  private boolean failed;

  RequestObservation(
      RequestObservations observations,
      HttpServerRequest request,
      String clientAddress,
      Span span) {
    this.observations = observations;
    this.request = request;
    this.clientAddress = clientAddress;
    this.span = span;
  }

  /**
   * @param pattern one of few values, for metrics
   */
  public void route(String pattern) {
    route = pattern;
  }

  /**
   * @param loggable the path without secrets
   */
  public void path(String loggable) {
    path = loggable;
  }

  public void user(@Nullable String subject) {
    user = subject;
  }

  /**
   * @param result how the response cache was used
   */
  public void cache(String result) {
    cache = result;
  }

  /** In the logs of all services; continued from the client's {@code traceparent}. */
  public String traceId() {
    return span.context().traceId();
  }

  /** The response was cut off. */
  public void failed() {
    failed = true;
  }

  /** So that the service continues the trace. */
  public void inject(MultiMap headers) {
    observations
        .propagator()
        .inject(span.context(), headers, (_, name, value) -> headers.set(name, value));
  }

  /** For log lines and problems that have the trace id. */
  public Tracer.SpanInScope scope() {
    return observations.tracer().withSpan(span);
  }

  /** The response has ended, or its connection. */
  public void end() {
    var response = request.response();
    var status = response.headWritten() ? response.getStatusCode() : CLIENT_CLOSED;
    var nanos = System.nanoTime() - startedAt;
    var method = KNOWN.contains(request.method()) ? request.method().name() : "UNKNOWN";
    observations.timer(method, route, status).record(nanos, TimeUnit.NANOSECONDS);
    if (!span.isNoop()) {
      span.name("http " + method.toLowerCase(Locale.ROOT) + " " + route)
          .tag("method", method)
          .tag("uri", route)
          .tag("status", Integer.toString(status));
    }
    span.end();
    observations
        .log()
        .add(
            new AccessLog.Entry(
                Instant.now(),
                method,
                route,
                path,
                status,
                failed,
                nanos,
                response.bytesWritten(),
                request.version(),
                clientAddress,
                user,
                cache,
                traceId()));
  }
}
