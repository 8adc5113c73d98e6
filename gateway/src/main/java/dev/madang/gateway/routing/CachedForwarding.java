package dev.madang.gateway.routing;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.gateway.cache.CacheRequest;
import dev.madang.gateway.cache.CacheResult;
import dev.madang.gateway.cache.CachedAnswer;
import dev.madang.gateway.cache.Fill;
import dev.madang.gateway.cache.ResponseHead;
import dev.madang.gateway.limits.BodyWriter;
import dev.madang.gateway.limits.Deadlines;
import dev.madang.gateway.limits.RequestLimiter.Permit;
import dev.madang.gateway.routing.Routes.Route;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.util.function.Consumer;

/** One request to the response cache: forwards it, or sends the stored response. */
final class CachedForwarding implements CacheRequest {

  private static final CharSequence AGE = HttpHeaders.createOptimized("age");
  static final CharSequence CACHE_STATUS = HttpHeaders.createOptimized("cache-status");

  private final Exchange exchange;
  private final Route route;
  private final String path;
  private final String target;
  private final Forwarding.Shared shared;
  private final HttpClient client;
  private final Deadlines deadlines;
  private final Context context = requireNonNull(Vertx.currentContext());
  private final long startedAt = System.nanoTime();

  CachedForwarding(
      Exchange exchange,
      Route route,
      String path,
      Forwarding.Shared shared,
      HttpClient client,
      Deadlines deadlines) {
    this.exchange = exchange;
    this.route = route;
    this.path = path;
    this.target = RequestValidator.target(exchange.request());
    this.shared = shared;
    this.client = client;
    this.deadlines = deadlines;
  }

  @Override
  public HttpServerRequest http() {
    return exchange.request();
  }

  @Override
  public String service() {
    return route.service();
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public boolean isEnded() {
    return exchange.isEnded();
  }

  @Override
  public void atEnd(Runnable action) {
    exchange.atEnd(action);
  }

  /** A request that has waited for another one has not gained time by that. */
  @Override
  public void forward(Fill fill) {
    var waited = System.nanoTime() - startedAt;
    var timeout = shared.limits().responseTimeout().minusNanos(waited);
    new Forwarding(exchange, route, path, shared, client, deadlines, fill, timeout).start();
  }

  @Override
  public void answer(CachedAnswer answer, CacheResult result) {
    if (exchange.isEnded()) {
      return;
    }
    exchange.observation().cache(result.label());
    var response = http().response();
    response.setStatusCode(answer.status());
    if (answer.reason() != null) {
      response.setStatusMessage(answer.reason());
    }
    var headers = response.headers();
    headers.addAll(answer.headers());
    headers.set(AGE, Long.toString(answer.age()));
    headers.set(CACHE_STATUS, result.cacheStatus());
    if (answer.contentRange() != null) {
      headers.set(HttpHeaders.CONTENT_RANGE, answer.contentRange());
    }
    var hasNoBody = answer.status() == 204 || answer.status() == 304;
    if (!hasNoBody) {
      headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length()));
    }
    Compression.apply(answer.status(), headers);
    if (hasNoBody || http().method() == HttpMethod.HEAD) {
      response.end();
    } else {
      BodyWriter.write(response, answer.body());
    }
  }

  @Override
  public void answerNothingStored() {
    exchange.reject(CommonProblem.GATEWAY_TIMEOUT);
  }

  @Override
  public void resume(Runnable step) {
    context.runOnContext(_ -> exchange.run(step, shared.tracer()));
  }

  @Override
  public <T> Future<T> fetch(Consumer<MultiMap> prepare, Receiver<T> receiver) {
    var permit = shared.limiter().acquire(route.service());
    if (permit == null) {
      return Future.failedFuture("too many requests in progress");
    }
    var headers = MultiMap.caseInsensitiveMultiMap().addAll(http().headers());
    Headers.toService(headers, exchange.clientAddress(), shared.limits().responseTimeout());
    headers.remove(HttpHeaders.HOST);
    exchange.observation().inject(headers);
    prepare.accept(headers);
    var options =
        new RequestOptions(route.origin())
            .setMethod(HttpMethod.GET)
            .setURI(target)
            .setHeaders(headers);
    return client
        .request(options)
        .compose(request -> send(request, permit, receiver))
        .onComplete(_ -> permit.release());
  }

  private <T> Future<T> send(HttpClientRequest request, Permit permit, Receiver<T> receiver) {
    var deadline = deadlines.in(shared.limits().responseTimeout(), request::reset);
    return request
        .send()
        .onSuccess(response -> permit.answered(response.headers()))
        .compose(response -> receive(response, receiver))
        .onComplete(_ -> deadline.cancel());
  }

  private <T> Future<T> receive(HttpClientResponse response, Receiver<T> receiver) {
    response.pause();
    var end = response.end();
    var headers = MultiMap.caseInsensitiveMultiMap().addAll(response.headers());
    Headers.toClient(headers);
    var head = new ResponseHead(response.statusCode(), response.statusMessage(), headers);
    var length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
    return receiver
        .receive(head, response, length == null ? -1 : Long.parseLong(length))
        .onComplete(_ -> discardRest(response, end));
  }

  /** Unless the body has ended, or ends just now, the connection cannot be used again. */
  private void discardRest(HttpClientResponse response, Future<Void> end) {
    if (response.statusCode() == 304) {
      response.resume();
    } else {
      context.runOnContext(_ -> {
        if (!end.isComplete()) {
          response.request().reset();
        }
      });
    }
  }
}
