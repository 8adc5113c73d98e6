package dev.madang.defaults.access;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;

/** The sign-in check that gateway and services share; how it guards requests is told below. */
@AutoConfiguration(
    beforeName =
        "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration")
@EnableConfigurationProperties(AccessProperties.class)
class AccessConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  RememberedTokens jwtDecoder(AccessProperties access, Clock clock) {
    return new RememberedTokens(
        CognitoAccessTokens.decoder(access), access.rememberedTokens(), clock);
  }

  @Bean
  JwtAuthenticationConverter jwtAuthenticationConverter(AccessProperties access) {
    var converter = new JwtAuthenticationConverter();
    converter.setJwtGrantedAuthoritiesConverter(new CallerAuthorities(access));
    return converter;
  }
}
