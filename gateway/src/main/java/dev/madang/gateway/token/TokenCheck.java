package dev.madang.gateway.token;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.security.CachingJwtDecoder;
import dev.madang.defaults.security.SecurityProperties;
import dev.madang.gateway.problem.RejectedException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Accepts users' access tokens. A cached token is accepted on the event loop, any other is verified
 * off it. Validator beans run for every request, cached or not.
 */
@Component
public class TokenCheck {

  private static final String BEARER = "Bearer ";

  private final CachingJwtDecoder tokens;
  private final OAuth2TokenValidator<Jwt> perRequest;
  private final Set<String> appClients;
  private final Vertx vertx;

  TokenCheck(
      CachingJwtDecoder tokens,
      ObjectProvider<OAuth2TokenValidator<Jwt>> validators,
      SecurityProperties security,
      Vertx vertx) {
    this.tokens = tokens;
    this.perRequest = new DelegatingOAuth2TokenValidator<>(validators.orderedStream().toList());
    this.appClients = Set.copyOf(security.appClients());
    this.vertx = vertx;
  }

  /**
   * @param unverified runs for a request whose token is not known to be valid, before the token is
   *     verified; it may throw
   * @return the token; or a {@link RejectedException}; or another failure if the token cannot be
   *     checked at the moment
   */
  public Future<Jwt> check(MultiMap headers, Runnable unverified) {
    List<String> authorization = headers.getAll(HttpHeaders.AUTHORIZATION);
    if (authorization.isEmpty()) {
      unverified.run();
      return rejected(CommonProblem.MISSING_TOKEN);
    }
    var value = authorization.getFirst();
    if (authorization.size() > 1 || !value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      unverified.run();
      return rejected(CommonProblem.INVALID_TOKEN);
    }
    var token = value.substring(BEARER.length());
    var cached = tokens.recall(token);
    if (cached.isPresent()) {
      return validated(cached.get());
    }
    unverified.run();
    return vertx.executeBlocking(decoding(token), false).compose(this::validated);
  }

  private Callable<Jwt> decoding(String token) {
    return () -> {
      try {
        return tokens.decode(token);
      } catch (BadJwtException invalid) {
        throw new RejectedException(CommonProblem.INVALID_TOKEN);
      }
    };
  }

  private Future<Jwt> validated(@Nullable Jwt decoded) {
    var token = requireNonNull(decoded);
    if (perRequest.validate(token).hasErrors()) {
      return rejected(CommonProblem.INVALID_TOKEN);
    }
    return isUser(token) ? Future.succeededFuture(token) : rejected(CommonProblem.FORBIDDEN);
  }

  private boolean isUser(Jwt token) {
    @Nullable String client = token.getClaimAsString("client_id");
    return client != null && appClients.contains(client);
  }

  private static Future<Jwt> rejected(CommonProblem problem) {
    return Future.failedFuture(new RejectedException(problem));
  }
}
