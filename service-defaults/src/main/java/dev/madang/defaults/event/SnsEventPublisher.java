package dev.madang.defaults.event;

import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import tools.jackson.databind.json.JsonMapper;

/** Publishes events to SNS topics. The type is a message attribute, for subscription filters. */
public final class SnsEventPublisher {

  private final SnsClient sns;
  private final JsonMapper json;

  SnsEventPublisher(SnsClient sns, JsonMapper json) {
    this.sns = sns;
    this.json = json;
  }

  /**
   * Returns when SNS has accepted the event. Publishing an event again sends the same bytes.
   *
   * @param topic a topic's ARN
   */
  public void publish(String topic, CloudEvent<?> event) {
    var message = json.writeValueAsString(event);
    var type = MessageAttributeValue.builder().dataType("String").stringValue(event.type()).build();
    sns.publish(it -> it.topicArn(topic).message(message).messageAttributes(Map.of("type", type)));
  }
}
