package dev.madang.gateway.routing;

import dev.madang.defaults.problem.Problem;
import dev.madang.defaults.problem.ReactiveProblemWriter;
import io.micrometer.tracing.Tracer;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Says in a problem what the gateway itself could not do; a service's own problem passes as it is.
 */
@Component
@Order(-2) // before Boot's own handler at -1
class RouteProblems implements WebExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(RouteProblems.class);
  private static final String RETRY_SECONDS = "2";

  private final Tracer tracer;

  RouteProblems(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    if (exchange.getResponse().isCommitted()) {
      return Mono.error(failure);
    }
    var problem = problem(failure);
    if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    return ReactiveProblemWriter.write(exchange, problem);
  }

  private ProblemDetail problem(Throwable failure) {
    return switch (failure) {
      // Refused, reset or closed before the answer.
      case IOException _ -> {
        LOG.warn("A service does not answer: {}", failure.getMessage());
        yield Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "service-unavailable",
            "The part that answers this is just not there; try again.");
      }
      case RequestTooLarge _ ->
          Problem.of(
              HttpStatus.CONTENT_TOO_LARGE,
              "body-too-large",
              "The body is too large. Files are sent to storage, not here.");
      case ResponseStatusException refused -> refused(refused);
      default -> {
        LOG.error("Unexpected failure", failure);
        yield Problem.internal(tracer);
      }
    };
  }

  private static ProblemDetail refused(ResponseStatusException refused) {
    var status = HttpStatus.valueOf(refused.getStatusCode().value());
    return switch (status) {
      case NOT_FOUND -> Problem.of(status, "not-found", "There is nothing at this path.");
      case GATEWAY_TIMEOUT -> {
        LOG.warn("A service is too slow: {}", refused.getMessage());
        yield Problem.of(status, "service-too-slow", "The part that answers this is too slow.");
      }
      default -> Problem.of(status);
    };
  }
}
