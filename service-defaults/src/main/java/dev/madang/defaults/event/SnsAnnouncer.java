package dev.madang.defaults.event;

import io.awspring.cloud.sns.core.TopicArnResolver;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import tools.jackson.databind.json.JsonMapper;

/** Announces facts on SNS topics. The event's type stands beside it, for subscribers' filters. */
public final class SnsAnnouncer {

  private final SnsClient sns;
  private final TopicArnResolver topics;
  private final JsonMapper json;

  SnsAnnouncer(SnsClient sns, TopicArnResolver topics, JsonMapper json) {
    this.sns = sns;
    this.topics = topics;
    this.json = json;
  }

  /**
   * Returns when SNS has the event. The same event told again has the same bytes.
   *
   * @param topic a topic's name or ARN
   */
  public void announce(String topic, CloudEvent<?> event) {
    var arn = topics.resolveTopicArn(topic).toString();
    var message = json.writeValueAsString(event);
    var type = MessageAttributeValue.builder().dataType("String").stringValue(event.type()).build();
    sns.publish(it -> it.topicArn(arn).message(message).messageAttributes(Map.of("type", type)));
  }
}
