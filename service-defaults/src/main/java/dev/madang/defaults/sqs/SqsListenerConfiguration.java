package dev.madang.defaults.sqs;

import io.awspring.cloud.sqs.config.SqsListenerConfigurer;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Acknowledges each message immediately after its listener returns. */
@AutoConfiguration(afterName = "io.awspring.cloud.autoconfigure.sqs.SqsAutoConfiguration")
@ConditionalOnClass(SqsListenerConfigurer.class)
@ConditionalOnBean(SqsMessageListenerContainerFactory.class)
class SqsListenerConfiguration {

  // Buffered acknowledgements are lost when the service stops (spring-cloud-aws #1661).
  @Bean
  SqsListenerConfigurer immediateAcknowledgement(SqsMessageListenerContainerFactory<?> factory) {
    return registrar ->
        factory.configure(
            options -> options.acknowledgementInterval(Duration.ZERO).acknowledgementThreshold(0));
  }
}
