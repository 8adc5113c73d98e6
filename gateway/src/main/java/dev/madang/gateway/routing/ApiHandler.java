package dev.madang.gateway.routing;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.gateway.cache.ResponseCache;
import dev.madang.gateway.client.ClientAddresses;
import dev.madang.gateway.cors.Cors;
import dev.madang.gateway.docs.DocsHandler;
import dev.madang.gateway.limits.Deadlines;
import dev.madang.gateway.observability.RequestObservations;
import dev.madang.gateway.problem.RejectedException;
import dev.madang.gateway.ratelimit.RequestRateLimiter;
import dev.madang.gateway.token.PublicPaths;
import dev.madang.gateway.token.TokenCheck;
import io.micrometer.tracing.Tracer;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * The way of a request: origin, validation, token, rate, route, response cache, body, and then the
 * service. A service sees only complete requests.
 */
@Component
public class ApiHandler {

  private final ClientAddresses clients;
  private final RequestValidator validator;
  private final Cors cors;
  private final PublicPaths publicPaths;
  private final TokenCheck tokens;
  private final RequestRateLimiter rates;
  private final DocsHandler docs;
  private final Routes routes;
  private final ResponseCache cache;
  private final Forwarding.Shared forwarding;
  private final RequestObservations observations;
  private final Tracer tracer;

  ApiHandler(
      ClientAddresses clients,
      RequestValidator validator,
      Cors cors,
      PublicPaths publicPaths,
      TokenCheck tokens,
      RequestRateLimiter rates,
      DocsHandler docs,
      Routes routes,
      ResponseCache cache,
      Forwarding.Shared forwarding,
      RequestObservations observations,
      Tracer tracer) {
    this.clients = clients;
    this.validator = validator;
    this.cors = cors;
    this.publicPaths = publicPaths;
    this.tokens = tokens;
    this.rates = rates;
    this.docs = docs;
    this.routes = routes;
    this.cache = cache;
    this.forwarding = forwarding;
    this.observations = observations;
    this.tracer = tracer;
  }

  /**
   * @param client the connections of this event loop to the services
   */
  public void handle(HttpServerRequest request, HttpClient client, Deadlines deadlines) {
    var exchange = new Exchange(request, clients.of(request), observations, cors);
    exchange.run(() -> authenticate(exchange, client, deadlines), tracer);
  }

  /** Answers a request that could not be parsed; the connection is closed after it. */
  public void handleInvalid(HttpServerRequest request) {
    var exchange = new Exchange(request, clients.of(request), observations, cors);
    exchange.closeAtEnd();
    exchange.reject(
        switch (request.decoderResult().cause()) {
          case TooLongHttpLineException _ -> CommonProblem.URI_TOO_LONG;
          case TooLongHttpHeaderException _ -> CommonProblem.REQUEST_HEADER_FIELDS_TOO_LARGE;
          case null, default -> CommonProblem.INVALID_REQUEST;
        });
  }

  private void authenticate(Exchange exchange, HttpClient client, Deadlines deadlines) {
    var request = exchange.request();
    clients.checkOrigin(request);
    var path = validator.validate(request);
    exchange.observation().path(publicPaths.masked(path));
    if (cors.handlePreflight(request)) {
      return;
    }
    Runnable countAddress = () -> rates.countAddress(request, exchange.clientAddress());
    if (publicPaths.matches(path)) {
      countAddress.run();
      route(exchange, path, client, deadlines);
      return;
    }
    then(
        exchange,
        tokens.check(request.headers(), countAddress),
        token -> {
          var user = requireNonNull(token.getSubject());
          exchange.observation().user(user);
          rates.countUser(request, user);
          route(exchange, path, client, deadlines);
        });
  }

  private void route(Exchange exchange, String path, HttpClient client, Deadlines deadlines) {
    var request = exchange.request();
    if (docs.handles(path)) {
      exchange.observation().route(path);
      docs.handle(request, path);
      return;
    }
    var route = routes.find(path).orElseThrow(() -> new RejectedException(CommonProblem.NOT_FOUND));
    exchange.observation().route(route.pattern());
    cache.handle(new CachedForwarding(exchange, route, path, forwarding, client, deadlines));
  }

  /** Continues when the result is there. Until then nothing of the body is lost. */
  private <T> void then(Exchange exchange, Future<T> result, Consumer<T> step) {
    var request = exchange.request();
    if (!result.isComplete()) {
      request.pause();
      result.onComplete(_ -> {
        finish(exchange, result, step);
        request.resume();
      });
    } else {
      finish(exchange, result, step);
    }
  }

  private <T> void finish(Exchange exchange, Future<T> result, Consumer<T> step) {
    if (result.succeeded()) {
      exchange.run(() -> step.accept(result.result()), tracer);
    } else {
      exchange.fail(result.cause(), tracer);
    }
  }
}
