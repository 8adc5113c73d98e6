package dev.madang.defaults.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.LocalAws;
import io.micrometer.tracing.Tracer;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.json.JsonMapper;

class SnsEventPublisherTests {

  private final SnsClient sns = LocalAws.running().client(SnsClient.builder());
  private final SqsClient sqs = LocalAws.running().client(SqsClient.builder());
  private final String topic =
      sns.createTopic(it -> it.name("events-" + UUID.randomUUID())).topicArn();
  private final String queue =
      sqs.createQueue(it -> it.queueName("subscriber-" + UUID.randomUUID())).queueUrl();
  private final SnsEventPublisher publisher =
      new SnsEventPublisher(sns, new JsonMapper(), Tracer.NOOP);

  SnsEventPublisherTests() {
    var queueArn =
        sqs.getQueueAttributes(
                it -> it.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    sns.subscribe(it ->
        it.topicArn(topic)
            .protocol("sqs")
            .endpoint(queueArn)
            .attributes(
                Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"type\":[\"ready\"]}")));
  }

  private Message receive() {
    return sqs.receiveMessage(
            it -> it.queueUrl(queue).waitTimeSeconds(5).messageAttributeNames("All"))
        .messages()
        .getFirst();
  }

  @Test
  void subscribersReceiveFilteredTypesAndIdenticalRepetitions() {
    var time = Instant.parse("2026-11-23T12:00:00Z");
    publisher.publish(topic, CloudEvent.of("1", "/test", "rejected", "m", time, "data"));
    var ready = CloudEvent.of("2", "/test", "ready", "m", time, "data");
    publisher.publish(topic, ready);
    publisher.publish(topic, ready);

    var first = receive();
    var second = receive();

    assertThat(first.body()).contains("\"id\":\"2\"").isEqualTo(second.body());
    assertThat(first.messageAttributes()).containsOnlyKeys("type");
  }
}
