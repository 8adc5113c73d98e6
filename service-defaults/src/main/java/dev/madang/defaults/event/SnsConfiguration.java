package dev.madang.defaults.event;

import io.micrometer.tracing.Tracer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.json.JsonMapper;

/** Provides the event publisher where Spring Cloud AWS' SNS starter is present. */
@AutoConfiguration(
    afterName = {
      "io.awspring.cloud.autoconfigure.sns.SnsAutoConfiguration",
      "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"
    })
@ConditionalOnClass(SnsClient.class)
@ConditionalOnBean(SnsClient.class)
class SnsConfiguration {

  @Bean
  SnsEventPublisher snsEventPublisher(SnsClient sns, JsonMapper json, Tracer tracer) {
    return new SnsEventPublisher(sns, json, tracer);
  }
}
