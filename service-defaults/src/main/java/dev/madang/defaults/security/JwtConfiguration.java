package dev.madang.defaults.security;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;

/** The JWT decoder and the authorities that gateway and services share. */
@AutoConfiguration(
    beforeName =
        "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration")
@EnableConfigurationProperties(SecurityProperties.class)
class JwtConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  CachingJwtDecoder jwtDecoder(SecurityProperties security, Clock clock) {
    return new CachingJwtDecoder(
        CognitoJwtDecoders.decoder(security), security.jwtCacheSize(), clock);
  }

  @Bean
  JwtAuthenticationConverter jwtAuthenticationConverter(SecurityProperties security) {
    var converter = new JwtAuthenticationConverter();
    converter.setJwtGrantedAuthoritiesConverter(new CognitoAuthoritiesConverter(security));
    return converter;
  }
}
