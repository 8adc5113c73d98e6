package dev.madang.defaults.security;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverterAdapter;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Protects the gateway: public paths, and the rest for users. It accepts no service token. */
@AutoConfiguration(
    after = JwtConfiguration.class,
    beforeName = {
      "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
      "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration"
    })
@ConditionalOnWebApplication(type = Type.REACTIVE)
class ReactiveSecurityConfiguration {

  /**
   * A cached token is accepted on the event loop, any other is verified off it. Validator beans run
   * for every request, cached or not.
   */
  @Bean
  ReactiveJwtDecoder reactiveJwtDecoder(
      CachingJwtDecoder tokens, ObjectProvider<OAuth2TokenValidator<Jwt>> validators) {
    var perRequest = new DelegatingOAuth2TokenValidator<>(validators.orderedStream().toList());
    return token ->
        Mono.justOrEmpty(tokens.recall(token))
            .switchIfEmpty(
                Mono.fromCallable(() -> tokens.decode(token))
                    .subscribeOn(Schedulers.boundedElastic()))
            .doOnNext(jwt -> validate(perRequest, jwt));
  }

  private static void validate(OAuth2TokenValidator<Jwt> validator, Jwt jwt) {
    var result = validator.validate(jwt);
    if (result.hasErrors()) {
      throw new JwtValidationException("The token is no longer valid", result.getErrors());
    }
  }

  @Bean
  SecurityWebFilterChain apiSecurityFilterChain(
      ServerHttpSecurity http,
      SecurityProperties security,
      JwtAuthenticationConverter authorities) {
    var problems = new ReactiveProblemAuthenticationEntryPoint();
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .authorizeExchange(exchanges ->
            exchanges
                .matchers(EndpointRequest.toAnyEndpoint())
                .permitAll()
                .pathMatchers(security.publicPaths().toArray(String[]::new))
                .permitAll()
                .anyExchange()
                .hasRole(CognitoAuthoritiesConverter.USER))
        .oauth2ResourceServer(server ->
            server
                .bearerTokenConverter(ignoringTokensOn(security.publicPaths()))
                .authenticationEntryPoint(problems)
                .accessDeniedHandler(problems)
                .jwt(jwt ->
                    jwt.jwtAuthenticationConverter(
                        new ReactiveJwtAuthenticationConverterAdapter(authorities))))
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(problems).accessDeniedHandler(problems))
        .build();
  }

  /**
   * An HTTP client that attaches its token everywhere may call public paths with an expired one.
   */
  private static ServerAuthenticationConverter ignoringTokensOn(List<String> publicPaths) {
    var tokens = new ServerBearerTokenAuthenticationConverter();
    var paths = publicPaths.stream().map(PathPatternParser.defaultInstance::parse).toList();
    return exchange -> {
      var path = exchange.getRequest().getPath().pathWithinApplication();
      return paths.stream().anyMatch(it -> it.matches(path))
          ? Mono.empty()
          : tokens.convert(exchange);
    };
  }
}
