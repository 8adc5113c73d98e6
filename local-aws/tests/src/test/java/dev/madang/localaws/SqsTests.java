package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsTests {
  private final SqsClient sqs = LocalAws.running().client(SqsClient.builder());

  @Test
  @Proves("sqs-long-poll")
  void aLongPollReturnsAsSoonAsAMessageArrives() {
    var queue = queue();
    var later = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);
    var sent = CompletableFuture.runAsync(() -> send(queue, "hello"), later);
    var start = Instant.now();
    assertThat(receive(queue, 10, 30)).extracting(Message::body).containsExactly("hello");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    sent.join();
  }

  @Test
  @Proves("sqs-visibility")
  void aMessageThatIsNotDeletedBecomesVisibleAgain() {
    var queue = queue();
    send(queue, "again");
    receive(queue, 1, 1);
    assertThat(receive(queue, 0, 1)).isEmpty();
    var second = receive(queue, 5, 1).getFirst();
    assertThat(second.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
  }

  @Test
  @Proves("sqs-redrive")
  void aMessageThatFailedOftenEnoughGoesToTheDeadLetterQueue() {
    var stack =
        Stacks.create(
            """
            Resources:
              Dead: {Type: AWS::SQS::Queue, Properties: {QueueName: NAME-dlq}}
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: NAME
                  RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 1}
            Outputs:
              Dead: {Value: !GetAtt Dead.QueueName}
              Queue: {Value: !GetAtt Queue.QueueName}
            """);
    var queue = url(stack.output("Queue"));
    var dead = url(stack.output("Dead"));
    send(queue, "poison");
    receive(queue, 1, 1);
    assertThat(receive(queue, 2, 1)).isEmpty();
    assertThat(receive(dead, 2, 1)).extracting(Message::body).containsExactly("poison");
  }

  @Test
  @Proves("sqs-one-receiver")
  void twoReceiversNeverGetTheSameMessage() {
    var queue = queue();
    IntStream.range(0, 40).forEach(number -> send(queue, "message " + number));
    var receivers =
        IntStream.range(0, 8)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> receive(queue, 1, 60)))
            .toList();
    assertThat(receivers.stream().flatMap(messages -> messages.join().stream()).toList())
        .extracting(Message::messageId)
        .hasSizeGreaterThan(20)
        .doesNotHaveDuplicates();
  }

  @Test
  @Proves("sqs-counts")
  void aQueueReturnsItsNumberOfMessages() {
    var queue = queue();
    send(queue, "one");
    send(queue, "two");
    var attributes =
        sqs.getQueueAttributes(
                wanted -> wanted.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
            .attributes();
    assertThat(attributes)
        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "2")
        .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "30");
  }

  @Test
  @Proves("sqs-fair")
  void messagesOfQuietGroupsAreReceivedBeforeThoseOfANoisyOne() {
    var queue = queue();
    IntStream.range(0, 100).forEach(i -> send(queue, "ada", "ada " + i));
    var first = receive(queue, 1, 1, 30).getFirst();
    assertThat(first.attributes())
        .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "ada");

    send(queue, "kim", "kim");

    assertThat(receive(queue, 1, 1, 30)).extracting(Message::body).containsExactly("kim");
    assertThat(receive(queue, 1, 1, 30)).extracting(Message::body).containsExactly("ada 1");
  }

  @Test
  @Proves("sqs-fair")
  void noisyGroupsAreReceivedInTurns() {
    var queue = queue();
    IntStream.range(0, 20).forEach(i -> send(queue, "ada", "ada"));
    receive(queue, 2, 1, 30);
    IntStream.range(0, 20).forEach(i -> send(queue, "kim", "kim"));
    assertThat(receive(queue, 6, 1, 30)).extracting(Message::body).contains("kim");

    var turns =
        IntStream.range(0, 10).mapToObj(i -> receive(queue, 1, 1, 30).getFirst().body()).toList();

    assertThat(turns).contains("ada").contains("kim");
  }

  @Test
  @StillDiffers("sqs-move-task")
  void deadLettersCannotBeMovedBackByATask() {
    var arn = QueueAttributeName.QUEUE_ARN;
    var dead = url("media-service-object-events-dlq");
    var response = sqs.getQueueAttributes(it -> it.queueUrl(dead).attributeNames(arn));
    var deadArn = response.attributes().get(arn);
    assertThatThrownBy(() -> sqs.startMessageMoveTask(move -> move.sourceArn(deadArn)))
        .isInstanceOf(SdkException.class);
  }

  private String queue() {
    return sqs.createQueue(creation -> creation.queueName("test-" + UUID.randomUUID())).queueUrl();
  }

  private String url(String name) {
    return sqs.getQueueUrl(queue -> queue.queueName(name)).queueUrl();
  }

  private void send(String queue, String group, String body) {
    sqs.sendMessage(it -> it.queueUrl(queue).messageGroupId(group).messageBody(body));
  }

  private void send(String queue, String body) {
    sqs.sendMessage(message -> message.queueUrl(queue).messageBody(body));
  }

  private List<Message> receive(String queue, int waitSeconds, int visibilitySeconds) {
    return receive(queue, 10, waitSeconds, visibilitySeconds);
  }

  private List<Message> receive(String queue, int count, int waitSeconds, int visibilitySeconds) {
    return sqs.receiveMessage(receipt ->
            receipt
                .queueUrl(queue)
                .maxNumberOfMessages(count)
                .waitTimeSeconds(waitSeconds)
                .visibilityTimeout(visibilitySeconds)
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }
}
