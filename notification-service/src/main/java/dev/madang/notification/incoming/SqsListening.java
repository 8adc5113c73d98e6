package dev.madang.notification.incoming;

import io.awspring.cloud.sqs.config.SqsListenerConfigurer;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How both queues are heard; how many messages at once is {@code spring.cloud.aws.sqs.listener}.
 */
@Configuration(proxyBeanMethods = false)
class SqsListening {

  // A buffered acknowledgement is lost when the service stops (spring-cloud-aws #1661).
  @Bean
  SqsListenerConfigurer acknowledgeAtOnce(SqsMessageListenerContainerFactory<Object> factory) {
    return registrar ->
        factory.configure(
            options -> options.acknowledgementInterval(Duration.ZERO).acknowledgementThreshold(0));
  }
}
