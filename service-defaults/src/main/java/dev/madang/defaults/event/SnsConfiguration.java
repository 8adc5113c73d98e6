package dev.madang.defaults.event;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.json.JsonMapper;

/** A service with Spring Cloud AWS' SNS starter can announce. */
@AutoConfiguration(
    afterName = {
      "io.awspring.cloud.autoconfigure.sns.SnsAutoConfiguration",
      "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"
    })
@ConditionalOnClass(SnsClient.class)
@ConditionalOnBean(SnsClient.class)
class SnsConfiguration {

  @Bean
  SnsEventPublisher snsAnnouncer(SnsClient sns, JsonMapper json) {
    return new SnsEventPublisher(sns, json);
  }
}
