package dev.madang.defaults.security;

import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ServletProblemWriter;
import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Protects a service: public paths, paths for services by scope, paths for some users by role, and
 * the rest for all users. The actuator has a port of its own, reachable from the machine or the pod
 * only. Every response is {@code no-store} unless a controller sets its caching.
 */
@AutoConfiguration(
    after = JwtConfiguration.class,
    beforeName =
        "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
class ServletSecurityConfiguration {

  @Bean
  SecurityFilterChain apiSecurityFilterChain(
      HttpSecurity http, SecurityProperties security, JwtAuthenticationConverter authorities) {
    var problems = new ProblemAuthenticationEntryPoint();
    return http.csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(headers ->
            headers
                .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "no-store")))
        .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
        .authorizeHttpRequests(requests -> {
          // Otherwise a failure while a token is checked would be reported as an invalid token.
          requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
          requests.requestMatchers(EndpointRequest.toAnyEndpoint()).permitAll();
          requests.requestMatchers(security.publicPaths().toArray(String[]::new)).permitAll();
          security
              .requiredScopes()
              .forEach((path, scope) ->
                  requests
                      .requestMatchers(path)
                      .hasAuthority(CognitoAuthoritiesConverter.SCOPE_PREFIX + scope));
          requests.requestMatchers("/internal/**").denyAll();
          security
              .requiredRoles()
              .forEach((path, role) -> requests.requestMatchers(path).hasRole(role));
          requests.anyRequest().hasRole(CognitoAuthoritiesConverter.USER);
        })
        .oauth2ResourceServer(server ->
            server
                .bearerTokenResolver(ignoringTokensOn(security.publicPaths()))
                .authenticationEntryPoint(problems)
                .accessDeniedHandler(problems)
                .jwt(jwt -> jwt.jwtAuthenticationConverter(authorities)))
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(problems).accessDeniedHandler(problems))
        .build();
  }

  /** QUERY is a known method that no resource supports: the resource answers with 405. */
  @Bean
  StrictHttpFirewall firewall() {
    var firewall = new StrictHttpFirewall();
    firewall.setAllowedHttpMethods(
        List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY"));
    return firewall;
  }

  /** The firewall rejects unknown methods, which HTTP answers with 501 (RFC 9110, 9.1). */
  @Bean
  RequestRejectedHandler firewallProblems() {
    return (request, response, rejected) -> {
      var isKnown = Stream.of(HttpMethod.values()).anyMatch(it -> it.matches(request.getMethod()));
      var problem = isKnown ? CommonProblem.INVALID_REQUEST : CommonProblem.NOT_IMPLEMENTED;
      ServletProblemWriter.write(response, problem.toProblemDetail());
    };
  }

  /**
   * An HTTP client that attaches its token everywhere may call public paths with an expired one.
   */
  private static BearerTokenResolver ignoringTokensOn(List<String> publicPaths) {
    var tokens = new DefaultBearerTokenResolver();
    var paths = publicPaths.stream().map(PathPatternRequestMatcher::pathPattern).toList();
    return request ->
        paths.stream().anyMatch(path -> path.matches(request)) ? null : tokens.resolve(request);
  }
}
