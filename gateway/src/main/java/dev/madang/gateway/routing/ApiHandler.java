package dev.madang.gateway.routing;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.gateway.cache.ResponseCache;
import dev.madang.gateway.cors.Cors;
import dev.madang.gateway.docs.DocsHandler;
import dev.madang.gateway.limits.Deadlines;
import dev.madang.gateway.observability.RequestObservations;
import dev.madang.gateway.problem.RejectedException;
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
 * The way of a request: validation, token, route, response cache, body, and then the service. A
 * service sees only complete requests.
 */
@Component
public class ApiHandler {

  private final RequestValidator validator;
  private final Cors cors;
  private final PublicPaths publicPaths;
  private final TokenCheck tokens;
  private final DocsHandler docs;
  private final Routes routes;
  private final ResponseCache cache;
  private final Forwarding.Shared forwarding;
  private final RequestObservations observations;
  private final Tracer tracer;

  ApiHandler(
      RequestValidator validator,
      Cors cors,
      PublicPaths publicPaths,
      TokenCheck tokens,
      DocsHandler docs,
      Routes routes,
      ResponseCache cache,
      Forwarding.Shared forwarding,
      RequestObservations observations,
      Tracer tracer) {
    this.validator = validator;
    this.cors = cors;
    this.publicPaths = publicPaths;
    this.tokens = tokens;
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
    var exchange = new Exchange(request, observations, cors);
    exchange.run(() -> authenticate(exchange, client, deadlines), tracer);
  }

  /** Answers a request that could not be parsed; the connection is closed after it. */
  public void handleInvalid(HttpServerRequest request) {
    var exchange = new Exchange(request, observations, cors);
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
    var path = validator.validate(request);
    exchange.observation().path(publicPaths.masked(path));
    if (cors.handlePreflight(request)) {
      return;
    }
    if (publicPaths.matches(path)) {
      route(exchange, path, client, deadlines);
      return;
    }
    then(
        exchange,
        tokens.check(request.headers()),
        token -> {
          exchange.observation().user(token.getSubject());
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
