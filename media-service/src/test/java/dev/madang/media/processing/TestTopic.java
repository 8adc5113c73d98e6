package dev.madang.media.processing;

import static java.util.Objects.requireNonNull;

import dev.madang.localaws.LocalAws;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Receives the messages that are published to a topic from now on. */
class TestTopic {

  private final JsonMapper json = new JsonMapper();
  private final SqsClient sqs;
  private final String queue;
  private final List<JsonNode> received = new ArrayList<>();
  private final Map<String, String> traceParents = new HashMap<>();

  TestTopic(LocalAws aws, String name) {
    sqs = aws.client(SqsClient.builder());
    queue = sqs.createQueue(it -> it.queueName("listener-" + UUID.randomUUID())).queueUrl();
    var queueArn =
        sqs.getQueueAttributes(
                it -> it.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    aws.client(SnsClient.builder())
        .subscribe(it ->
            it.topicArn("arn:aws:sns:%s:%s:%s".formatted(LocalAws.REGION, LocalAws.ACCOUNT, name))
                .protocol("sqs")
                .endpoint(queueArn)
                .attributes(Map.of("RawMessageDelivery", "true")));
  }

  List<JsonNode> receivedAbout(String mediaId) {
    for (var message : receive()) {
      var event = json.readTree(message.body());
      received.add(event);
      traceParents.put(
          event.get("subject").stringValue(),
          requireNonNull(message.messageAttributes().get("traceparent")).stringValue());
      sqs.deleteMessage(it -> it.queueUrl(queue).receiptHandle(message.receiptHandle()));
    }
    return received.stream()
        .filter(event -> event.get("subject").stringValue().equals(mediaId))
        .toList();
  }

  /** Of the last event that was received about the item. */
  String traceParentOf(String mediaId) {
    return requireNonNull(traceParents.get(mediaId));
  }

  private List<Message> receive() {
    return sqs.receiveMessage(
            it -> it.queueUrl(queue).maxNumberOfMessages(10).messageAttributeNames("traceparent"))
        .messages();
  }
}
