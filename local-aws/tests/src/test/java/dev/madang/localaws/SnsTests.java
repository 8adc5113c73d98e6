package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class SnsTests {
  private final SnsClient sns = LocalAws.running().client(SnsClient.builder());
  private final SqsClient sqs = LocalAws.running().client(SqsClient.builder());
  private final Stacks stack =
      Stacks.create(
          """
          Resources:
            Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: NAME}}
            Wrapped: {Type: AWS::SQS::Queue, Properties: {QueueName: NAME-wrapped}}
            Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: NAME}}
            Raw:
              Type: AWS::SNS::Subscription
              Properties:
                TopicArn: !Ref Topic
                Protocol: sqs
                Endpoint: !GetAtt Queue.Arn
                RawMessageDelivery: true
                FilterPolicy: {kind: [ready]}
            NotRaw:
              Type: AWS::SNS::Subscription
              Properties: {TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Wrapped.Arn}
          Outputs:
            Topic: {Value: !Ref Topic}
            Queue: {Value: !GetAtt Queue.QueueName}
            Wrapped: {Value: !GetAtt Wrapped.QueueName}
          """);

  @Test
  @Proves("sns-raw")
  void aRawDeliveryHasTheMessageAndItsAttributes() {
    publish("{\"a\":1}", "ready");
    var message = receive("Queue").getFirst();
    assertThat(message.body()).isEqualTo("{\"a\":1}");
    assertThat(message.messageAttributes())
        .hasEntrySatisfying("kind", kind -> assertThat(kind.stringValue()).isEqualTo("ready"));
  }

  @Test
  @Proves("sns-envelope")
  void aDeliveryWrapsTheMessageInAnEnvelope() {
    publish("hello", "ready");
    assertThat(receive("Wrapped").getFirst().body()).contains("\"Message\": \"hello\"");
  }

  @Test
  @Proves("sns-filter")
  void aFilterDropsOtherMessages() {
    publish("no", "rejected");
    publish("yes", "ready");
    assertThat(receive("Queue")).extracting(Message::body).containsExactly("yes");
  }

  private void publish(String text, String kind) {
    var attribute = MessageAttributeValue.builder().dataType("String").stringValue(kind).build();
    sns.publish(message ->
        message
            .topicArn(stack.output("Topic"))
            .message(text)
            .messageAttributes(Map.of("kind", attribute)));
  }

  private List<Message> receive(String queue) {
    var url = sqs.getQueueUrl(wanted -> wanted.queueName(stack.output(queue))).queueUrl();
    return sqs.receiveMessage(receipt ->
            receipt
                .queueUrl(url)
                .waitTimeSeconds(5)
                .maxNumberOfMessages(10)
                .messageAttributeNames("All"))
        .messages();
  }
}
