package dev.madang.defaults.access;

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
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Guards the gateway: open paths, and the rest for users. No service token passes it. */
@AutoConfiguration(
    after = AccessConfiguration.class,
    beforeName = {
      "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
      "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration"
    })
@ConditionalOnWebApplication(type = Type.REACTIVE)
class ReactiveAccessConfiguration {

  /**
   * A remembered token costs no thread; another is checked off the event loop. What a validator
   * that is a bean demands is asked each time, of remembered tokens too.
   */
  @Bean
  ReactiveJwtDecoder reactiveJwtDecoder(
      RememberedTokens tokens, ObjectProvider<OAuth2TokenValidator<Jwt>> demands) {
    var eachTime = new DelegatingOAuth2TokenValidator<>(demands.orderedStream().toList());
    return token ->
        Mono.justOrEmpty(tokens.recall(token))
            .switchIfEmpty(
                Mono.fromCallable(() -> tokens.decode(token))
                    .subscribeOn(Schedulers.boundedElastic()))
            .doOnNext(jwt -> demand(eachTime, jwt));
  }

  private static void demand(OAuth2TokenValidator<Jwt> validator, Jwt jwt) {
    var result = validator.validate(jwt);
    if (result.hasErrors()) {
      throw new JwtValidationException("The token is no longer good", result.getErrors());
    }
  }

  @Bean
  SecurityWebFilterChain signInCheck(
      ServerHttpSecurity http, AccessProperties access, JwtAuthenticationConverter callers) {
    var refusals = new ReactiveAccessRefusals();
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .authorizeExchange(exchanges ->
            exchanges
                .matchers(EndpointRequest.toAnyEndpoint())
                .permitAll()
                .pathMatchers(access.open().toArray(String[]::new))
                .permitAll()
                .anyExchange()
                .hasRole(CallerAuthorities.USER))
        .oauth2ResourceServer(server ->
            server
                .authenticationEntryPoint(refusals)
                .accessDeniedHandler(refusals)
                .jwt(jwt ->
                    jwt.jwtAuthenticationConverter(
                        new ReactiveJwtAuthenticationConverterAdapter(callers))))
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .build();
  }
}
