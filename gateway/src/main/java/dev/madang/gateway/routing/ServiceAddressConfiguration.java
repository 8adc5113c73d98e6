package dev.madang.gateway.routing;

import java.time.Duration;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * If the name of a service has several addresses, new connections are distributed among them. By
 * default all go to the first address for as long as DNS allows: 10 minutes in Docker.
 */
@Configuration(proxyBeanMethods = false)
class ServiceAddressConfiguration {
  private static final Duration MAX_AGE = Duration.ofSeconds(5);

  @Bean
  HttpClientCustomizer roundRobin() {
    return client ->
        client.resolver(dns -> dns.roundRobinSelection(true).cacheMaxTimeToLive(MAX_AGE));
  }
}
