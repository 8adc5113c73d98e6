package dev.madang.defaults.access;

import dev.madang.defaults.problem.Problem;
import dev.madang.defaults.problem.ReactiveProblemWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@link AccessRefusals} for the gateway. */
final class ReactiveAccessRefusals
    implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

  @Override
  public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException refused) {
    var refusal =
        Refusal.of(exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION));
    exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, refusal.challenge());
    return ReactiveProblemWriter.write(exchange, refusal.problem());
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException refused) {
    return ReactiveProblemWriter.write(exchange, Problem.notAllowed());
  }
}
