package dev.madang.defaults.sqs;

import io.awspring.cloud.sqs.config.SqsListenerConfigurer;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * A service with Spring Cloud AWS' SQS starter acknowledges at once; how many messages it hears at
 * a time is {@code spring.cloud.aws.sqs.listener}.
 */
@AutoConfiguration(afterName = "io.awspring.cloud.autoconfigure.sqs.SqsAutoConfiguration")
@ConditionalOnClass(SqsListenerConfigurer.class)
@ConditionalOnBean(SqsMessageListenerContainerFactory.class)
class SqsListenerConfiguration {

  // A buffered acknowledgement is lost when the service stops (spring-cloud-aws #1661).
  @Bean
  SqsListenerConfigurer acknowledgeAtOnce(SqsMessageListenerContainerFactory<?> factory) {
    return registrar ->
        factory.configure(
            options -> options.acknowledgementInterval(Duration.ZERO).acknowledgementThreshold(0));
  }
}
