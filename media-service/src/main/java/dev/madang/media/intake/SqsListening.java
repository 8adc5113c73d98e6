package dev.madang.media.intake;

import io.awspring.cloud.sqs.config.SqsListenerConfigurer;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SqsListening {

  private static final int MOST_OF_ONE_POLL = 10;

  // A buffered acknowledgement is lost when the service stops (spring-cloud-aws #1661).
  @Bean
  SqsListenerConfigurer listening(
      SqsMessageListenerContainerFactory<Object> factory,
      @Value("${media.rendition.decoders}") int decoders) {
    // The next original is fetched while the last ones are decoded.
    int atOnce = decoders + 1;
    return registrar ->
        factory.configure(options ->
            options
                .maxConcurrentMessages(atOnce)
                .maxMessagesPerPoll(Math.min(atOnce, MOST_OF_ONE_POLL))
                .acknowledgementInterval(Duration.ZERO)
                .acknowledgementThreshold(0));
  }
}
