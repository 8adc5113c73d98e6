package dev.madang.media.processing;

import dev.madang.media.rendition.worker.RenditionProperties;
import io.awspring.cloud.sqs.config.SqsListenerConfigurer;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SqsListenerConfiguration {

  private static final int MAX_MESSAGES_PER_POLL = 10;

  @Bean
  SqsListenerConfigurer listening(
      SqsMessageListenerContainerFactory<Object> factory, RenditionProperties rendition) {
    // One more than decoders: an original is fetched while others are decoded.
    int concurrency = rendition.decoders() + 1;
    return registrar ->
        factory.configure(options ->
            options
                .maxConcurrentMessages(concurrency)
                .maxMessagesPerPoll(Math.min(concurrency, MAX_MESSAGES_PER_POLL)));
  }
}
