package dev.madang.defaults.event;

import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import tools.jackson.databind.json.JsonMapper;

/** Announces facts on SNS topics. The event's type stands beside it, for subscribers' filters. */
public final class SnsEventPublisher {

  private final SnsClient sns;
  private final JsonMapper json;

  SnsEventPublisher(SnsClient sns, JsonMapper json) {
    this.sns = sns;
    this.json = json;
  }

  /**
   * Returns when SNS has the event. The same event told again has the same bytes.
   *
   * @param topic a topic's ARN
   */
  public void publish(String topic, CloudEvent<?> event) {
    var message = json.writeValueAsString(event);
    var type = MessageAttributeValue.builder().dataType("String").stringValue(event.type()).build();
    sns.publish(it -> it.topicArn(topic).message(message).messageAttributes(Map.of("type", type)));
  }
}
