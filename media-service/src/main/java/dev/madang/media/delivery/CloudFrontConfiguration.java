package dev.madang.media.delivery;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CloudFrontConfiguration {

  @Bean
  Cdn cdn(AwsClientBuilderConfigurer aws, DeliveryProperties properties, Clock clock) {
    return properties.distribution().isBlank()
        ? new NoCdn()
        : new CloudFrontPurge(aws, properties.distribution(), clock);
  }
}
