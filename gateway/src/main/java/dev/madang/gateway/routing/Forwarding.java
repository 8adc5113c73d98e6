package dev.madang.gateway.routing;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.gateway.limits.Deadlines;
import dev.madang.gateway.limits.Deadlines.Deadline;
import dev.madang.gateway.limits.LimitProperties;
import dev.madang.gateway.limits.RequestLimiter.Permit;
import dev.madang.gateway.problem.SecurityHeaders;
import dev.madang.gateway.routing.Routes.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one request to its service and passes the response on. */
final class Forwarding implements ProxyInterceptor {

  private static final Logger LOG = LoggerFactory.getLogger(Forwarding.class);
  private static final ProxyOptions OPTIONS = new ProxyOptions().setSupportWebSocket(false);
  private static final String EVENT_STREAM = "text/event-stream";

  private final Exchange exchange;
  private final Route route;
  private final @Nullable Buffer body;
  private final Permit permit;
  private @Nullable HttpClientRequest toService;
  private @Nullable Deadline deadline;
  private boolean timedOut;

  Forwarding(Exchange exchange, Route route, @Nullable Buffer body, Permit permit) {
    this.exchange = exchange;
    this.route = route;
    this.body = body;
    this.permit = permit;
  }

  void start(HttpClient client, Deadlines deadlines, LimitProperties limits) {
    var running = deadlines.in(limits.responseTimeout(), this::timeOut);
    deadline = running;
    exchange.atEnd(running::cancel);
    HttpProxy.reverseProxy(OPTIONS, client)
        .origin(_ -> client.request(route.origin()).onSuccess(this::connected))
        .addInterceptor(this)
        .handle(exchange.request());
  }

  private void connected(HttpClientRequest request) {
    toService = request;
    if (exchange.isEnded()) {
      request.reset();
    }
  }

  private void timeOut() {
    timedOut = true;
    if (toService != null) {
      toService.reset();
    }
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    var request = context.request();
    request.setURI(RequestValidator.target(exchange.request()));
    request.setBody(body == null ? null : Body.body(body));
    Headers.toService(request.headers(), exchange.request().remoteAddress());
    exchange.observation().inject(request.headers());
    return context.sendRequest().recover(failure -> failed(context, failure));
  }

  /** The service did not answer. The client learns nothing more; the log does. */
  private Future<ProxyResponse> failed(ProxyContext context, Throwable failure) {
    if (!exchange.isEnded()) {
      try (var _ = exchange.observation().scope()) {
        LOG.warn(
            "Request to {} {}: {}",
            route.service(),
            timedOut ? "timed out" : "failed",
            failure.getMessage());
      }
      exchange.reject(timedOut ? CommonProblem.GATEWAY_TIMEOUT : CommonProblem.SERVICE_UNAVAILABLE);
    }
    return Future.failedFuture(failure);
  }

  @Override
  public Future<Void> handleProxyResponse(ProxyContext context) {
    if (deadline != null) {
      deadline.cancel();
    }
    var response = context.response();
    var headers = response.headers();
    Headers.toClient(headers);
    SecurityHeaders.add(headers, exchange.request().isSSL());
    Compression.apply(response.getStatusCode(), headers);
    if (isEventStream(response) && !permit.becomeEventStream()) {
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

  private static boolean isEventStream(ProxyResponse response) {
    var type = response.headers().get(HttpHeaders.CONTENT_TYPE);
    return type != null && type.startsWith(EVENT_STREAM);
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
