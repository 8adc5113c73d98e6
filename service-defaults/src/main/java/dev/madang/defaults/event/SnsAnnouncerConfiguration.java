package dev.madang.defaults.event;

import io.awspring.cloud.sns.core.CachingTopicArnResolver;
import io.awspring.cloud.sns.core.DefaultTopicArnResolver;
import io.awspring.cloud.sns.core.TopicArnResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.json.JsonMapper;

/** A service with Spring Cloud AWS' SNS starter can announce. */
@AutoConfiguration(
    afterName = {
      "io.awspring.cloud.autoconfigure.sns.SnsAutoConfiguration",
      "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"
    })
@ConditionalOnClass({SnsClient.class, TopicArnResolver.class})
@ConditionalOnBean(SnsClient.class)
class SnsAnnouncerConfiguration {

  // The default resolver asks for the ARN each time.
  @Bean
  @ConditionalOnMissingBean
  TopicArnResolver topicArns(SnsClient sns) {
    return new CachingTopicArnResolver(new DefaultTopicArnResolver(sns));
  }

  @Bean
  SnsAnnouncer snsAnnouncer(SnsClient sns, TopicArnResolver topics, JsonMapper json) {
    return new SnsAnnouncer(sns, topics, json);
  }
}
