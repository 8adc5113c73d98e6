package dev.madang.gateway.routing;

import dev.madang.defaults.problem.CommonProblem;
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
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Renders the gateway's own errors as problems. A service's problem is passed on unchanged. */
@Component
@Order(-2) // before Boot's own handler at -1
class GatewayExceptionHandler implements WebExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayExceptionHandler.class);
  private static final String RETRY_SECONDS = "2";

  private final Tracer tracer;

  GatewayExceptionHandler(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    if (exchange.getResponse().isCommitted()) {
      return Mono.error(failure);
    }
    var headers = exchange.getResponse().getHeaders();
    if (failure instanceof ErrorResponse response) {
      headers.putAll(response.getHeaders());
    }
    var problem = problem(failure);
    if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    return ReactiveProblemWriter.write(exchange, problem);
  }

  private ProblemDetail problem(Throwable failure) {
    return switch (failure) {
      // Connection refused, reset, or closed before the response.
      case IOException _ -> {
        LOG.warn("Request to a service failed: {}", failure.getMessage());
        yield CommonProblem.SERVICE_UNAVAILABLE.toProblemDetail();
      }
      case ErrorResponse response when !isInternalError(response) -> {
        if (response.getStatusCode().isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT)) {
          LOG.warn("Request to a service timed out: {}", failure.getMessage());
        }
        yield CommonProblem.of(response.getStatusCode()).toProblemDetail();
      }
      default -> {
        LOG.error("Request failed unexpectedly", failure);
        yield CommonProblem.internalError(tracer);
      }
    };
  }

  private static boolean isInternalError(ErrorResponse response) {
    return response.getStatusCode().isSameCodeAs(HttpStatus.INTERNAL_SERVER_ERROR);
  }
}
