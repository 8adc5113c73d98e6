package dev.madang.gateway.routing;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.gateway.cache.Fill;
import dev.madang.gateway.cache.ResponseHead;
import dev.madang.gateway.limits.BodyReader;
import dev.madang.gateway.limits.Deadlines;
import dev.madang.gateway.limits.Deadlines.Deadline;
import dev.madang.gateway.limits.EventStream;
import dev.madang.gateway.limits.LimitProperties;
import dev.madang.gateway.limits.RequestLimiter;
import dev.madang.gateway.limits.RequestLimiter.Permit;
import dev.madang.gateway.problem.RejectedException;
import dev.madang.gateway.routing.Routes.Route;
import io.micrometer.tracing.Tracer;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.streams.ReadStream;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends one request to its service, after its body has arrived completely, and passes the response
 * on.
 */
final class Forwarding implements ProxyInterceptor {

  private static final Logger LOG = LoggerFactory.getLogger(Forwarding.class);
  private static final ProxyOptions OPTIONS = new ProxyOptions().setSupportWebSocket(false);

  /** What all requests share. */
  @Component
  record Shared(BodyReader bodies, RequestLimiter limiter, LimitProperties limits, Tracer tracer) {}

  private final Exchange exchange;
  private final Route route;
  private final String path;
  private final Shared shared;
  private final HttpClient client;
  private final Deadlines deadlines;
  private final Fill fill;
  private final Duration timeout;
  private @Nullable Permit permit;
  private @Nullable HttpClientRequest toService;
  private @Nullable Deadline deadline;
  private List<String> cacheControl = List.of();
  private boolean timedOut;

  Forwarding(
      Exchange exchange,
      Route route,
      String path,
      Shared shared,
      HttpClient client,
      Deadlines deadlines,
      Fill fill,
      Duration timeout) {
    this.exchange = exchange;
    this.route = route;
    this.path = path;
    this.shared = shared;
    this.client = client;
    this.deadlines = deadlines;
    this.fill = fill;
    this.timeout = timeout;
  }

  void start() {
    HttpProxy.reverseProxy(OPTIONS, client)
        .origin(_ -> client.request(route.origin()).onSuccess(this::connected))
        .addInterceptor(this)
        .handle(exchange.request());
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    var request = exchange.request();
    if (!BodyReader.hasBody(request)) {
      request.resume();
      return send(context, null);
    }
    return shared
        .bodies()
        .read(request, path, deadlines)
        .compose(
            body -> {
              exchange.atEnd(() -> shared.bodies().release(body));
              return send(context, body);
            },
            this::answered);
  }

  private Future<ProxyResponse> send(ProxyContext context, @Nullable Buffer body) {
    if (exchange.isEnded()) {
      return never();
    }
    permit = shared.limiter().acquire(route.service());
    if (permit == null) {
      return answered(new RejectedException(CommonProblem.SERVICE_UNAVAILABLE));
    }
    exchange.atEnd(permit::release);
    deadline = deadlines.in(timeout, this::timeOut);
    exchange.atEnd(deadline::cancel);
    var request = context.request();
    request.setURI(RequestValidator.target(exchange.request()));
    request.setBody(body == null || body.length() == 0 ? null : Body.body(body));
    Headers.toService(
        request.headers(), exchange.clientAddress(), shared.limits().responseTimeout());
    exchange.observation().inject(request.headers());
    fill.prepare(request.headers());
    return context.sendRequest().map(this::restored).recover(this::failed);
  }

  /**
   * The proxy has no use for {@code Cache-Control}, and fails with what it reads there, such as a
   * max-age that is no number of 32 bits.
   */
  private void responseStarted(HttpClientResponse response) {
    if (permit != null) {
      permit.answered(response.headers());
    }
    cacheControl = List.copyOf(response.headers().getAll(HttpHeaders.CACHE_CONTROL));
    response.headers().remove(HttpHeaders.CACHE_CONTROL);
  }

  private ProxyResponse restored(ProxyResponse response) {
    if (!cacheControl.isEmpty()) {
      response.headers().set(HttpHeaders.CACHE_CONTROL.toString(), cacheControl);
    }
    Headers.removeUnknownCoding(response.headers());
    return response;
  }

  private void connected(HttpClientRequest request) {
    toService = request;
    request.earlyHintsHandler(this::sendEarlyHints);
    request.response().onSuccess(this::responseStarted);
    if (exchange.isEnded() || timedOut) {
      request.reset();
    }
  }

  /** HTTP/1.0 has no interim responses. */
  private void sendEarlyHints(MultiMap headers) {
    var client = exchange.request();
    if (!exchange.isEnded() && client.version() != HttpVersion.HTTP_1_0) {
      Headers.toClient(headers);
      client.response().writeEarlyHints(headers);
    }
  }

  private void timeOut() {
    timedOut = true;
    if (toService != null) {
      toService.reset();
    } else {
      failed(new IllegalStateException("no connection"));
    }
  }

  private Future<ProxyResponse> answered(Throwable failure) {
    exchange.fail(failure, shared.tracer());
    return never();
  }

  /** The proxy has nothing more to do, because the client has got its response or has gone. */
  private static <T> Future<T> never() {
    return Future.future(_ -> {});
  }

  /** The service did not answer. The client learns nothing more; the log does. */
  private <T> Future<T> failed(Throwable failure) {
    if (!exchange.isEnded()) {
      try (var _ = exchange.observation().scope()) {
        var what = timedOut ? "timed out" : "failed";
        LOG.warn("Request to {} {}: {}", route.service(), what, failure.getMessage());
      }
    }
    var isAbandoned = exchange.isEnded() || !timedOut && failure instanceof StreamResetException;
    if (!fill.failed(isAbandoned)) {
      exchange.reject(timedOut ? CommonProblem.GATEWAY_TIMEOUT : CommonProblem.SERVICE_UNAVAILABLE);
    }
    return never();
  }

  /** A response that is stored must have arrived in time with its body, others their headers. */
  @Override
  public Future<Void> handleProxyResponse(ProxyContext context) {
    var response = context.response();
    var body = response.getBody();
    Headers.toClient(response.headers());
    var head =
        new ResponseHead(response.getStatusCode(), response.getStatusMessage(), response.headers());
    return fill.receive(head, body.stream(), body.length())
        .compose(
            rest -> {
              if (deadline != null) {
                deadline.cancel();
              }
              return rest.isPresent() ? pass(context, rest.get()) : discard(response);
            },
            this::failed);
  }

  private static Future<Void> discard(ProxyResponse response) {
    response.release();
    return Future.succeededFuture();
  }

  private Future<Void> pass(ProxyContext context, ReadStream<Buffer> rest) {
    var response = context.response();
    var headers = response.headers();
    var body = response.getBody();
    if (rest != body.stream()) {
      response.setBody(Body.body(rest, body.length(), body.mediaType()));
    }
    var result = fill.result();
    if (result != null) {
      exchange.observation().cache(result.label());
      headers.set(CachedForwarding.CACHE_STATUS, result.cacheStatus());
    }
    Compression.apply(response.getStatusCode(), headers);
    if (EventStream.is(response.headers()) && permit != null && !permit.becomeEventStream()) {
      if (toService != null) {
        toService.reset();
      }
      exchange.reject(CommonProblem.SERVICE_UNAVAILABLE);
      return Future.succeededFuture();
    }
    if (hasNoBody(response)) {
      response.setBody(null);
    }
    return context.sendResponse().onFailure(this::cutOff);
  }

  /** Such a response must not get a transfer coding, which the proxy adds if there is no length. */
  private boolean hasNoBody(ProxyResponse response) {
    var status = response.getStatusCode();
    return (status == 204 || status == 304 || exchange.request().method() == HttpMethod.HEAD)
        && !response.headers().contains(HttpHeaders.CONTENT_LENGTH);
  }

  private void cutOff(Throwable failure) {
    exchange.observation().failed();
    if (!exchange.isEnded()) {
      try (var _ = exchange.observation().scope()) {
        LOG.warn("Response of {} was cut off: {}", route.service(), failure.getMessage());
      }
    }
  }
}
