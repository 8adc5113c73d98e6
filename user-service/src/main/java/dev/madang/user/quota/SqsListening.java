package dev.madang.user.quota;

import io.awspring.cloud.sqs.config.SqsListenerConfigurer;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SqsListening {

  // A buffered acknowledgement is lost when the service stops (spring-cloud-aws #1661).
  @Bean
  SqsListenerConfigurer listening(SqsMessageListenerContainerFactory<Object> factory) {
    return _ ->
        factory.configure(
            options -> options.acknowledgementInterval(Duration.ZERO).acknowledgementThreshold(0));
  }
}
