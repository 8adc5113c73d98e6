package dev.madang.defaults.event;

import dev.madang.defaults.telemetry.TraceParent;
import io.micrometer.tracing.Tracer;
import java.util.HashMap;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes events to SNS topics. Message attributes are the type, for subscription filters, and
 * the trace context (W3C), which listeners continue.
 */
public final class SnsEventPublisher {

  private final SnsClient sns;
  private final JsonMapper json;
  private final Tracer tracer;

  SnsEventPublisher(SnsClient sns, JsonMapper json, Tracer tracer) {
    this.sns = sns;
    this.json = json;
    this.tracer = tracer;
  }

  /**
   * Returns when SNS has accepted the event. Publishing an event again sends the same message.
   *
   * @param topic a topic's ARN
   */
  public void publish(String topic, CloudEvent<?> event) {
    var message = json.writeValueAsString(event);
    var attributes = new HashMap<String, MessageAttributeValue>();
    attributes.put("type", string(event.type()));
    TraceParent.current(tracer)
        .ifPresent(it -> attributes.put(TraceParent.NAME, string(it.value())));
    sns.publish(it -> it.topicArn(topic).message(message).messageAttributes(attributes));
  }

  private static MessageAttributeValue string(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
