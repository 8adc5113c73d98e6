package dev.madang.defaults.security;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ReactiveProblemWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@link ProblemAuthenticationEntryPoint} for the gateway. */
final class ReactiveProblemAuthenticationEntryPoint
    implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

  @Override
  public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
    var problem =
        AuthenticationProblem.of(
            exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION));
    exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, problem.challenge());
    return ReactiveProblemWriter.write(exchange, problem.problem());
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException failure) {
    return ReactiveProblemWriter.write(exchange, CommonProblem.FORBIDDEN.toProblemDetail());
  }
}
