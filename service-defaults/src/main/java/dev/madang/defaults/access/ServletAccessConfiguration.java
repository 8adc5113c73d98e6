package dev.madang.defaults.access;

import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Guards a service: open paths, paths for services by scope, paths for some users by role, and the
 * rest for all users. The actuator is guarded by its own port, which is reached from the machine or
 * the pod only.
 */
@AutoConfiguration(
    after = AccessConfiguration.class,
    beforeName =
        "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
class ServletAccessConfiguration {

  @Bean
  SecurityFilterChain signInCheck(
      HttpSecurity http, AccessProperties access, JwtAuthenticationConverter callers) {
    var refusals = new AccessRefusals();
    return http.csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
        .authorizeHttpRequests(requests -> {
          // A failure to check a token would otherwise end as a refusal of the token.
          requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
          requests.requestMatchers(EndpointRequest.toAnyEndpoint()).permitAll();
          requests.requestMatchers(access.open().toArray(String[]::new)).permitAll();
          access
              .scopes()
              .forEach((path, scope) ->
                  requests
                      .requestMatchers(path)
                      .hasAuthority(CallerAuthorities.SCOPE_PREFIX + scope));
          requests.requestMatchers("/internal/**").denyAll();
          access.roles().forEach((path, role) -> requests.requestMatchers(path).hasRole(role));
          requests.anyRequest().hasRole(CallerAuthorities.USER);
        })
        .oauth2ResourceServer(server ->
            server
                .authenticationEntryPoint(refusals)
                .accessDeniedHandler(refusals)
                .jwt(jwt -> jwt.jwtAuthenticationConverter(callers)))
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .build();
  }
}
