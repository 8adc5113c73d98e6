package dev.madang.notification.events;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import dev.madang.localaws.LocalAws;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class Queue {

  private final SqsClient sqs;
  private final String url;

  Queue(LocalAws aws, String name) {
    this.sqs = aws.client(SqsClient.builder());
    this.url = sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
  }

  /** Redelivers failed messages soon, so that a test need not wait for half a minute. */
  void setVisibilityTimeout(int seconds) {
    sqs.setQueueAttributes(
        set -> set.queueUrl(url).attributes(Map.of(VISIBILITY_TIMEOUT, Integer.toString(seconds))));
  }

  void send(String body) {
    sqs.sendMessage(send -> send.queueUrl(url).messageBody(body));
  }

  /** Receives and deletes messages; returns the one that contains a text. */
  Optional<String> receive(String text) {
    var messages =
        sqs.receiveMessage(
                receive -> receive.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
            .messages();
    messages.forEach(
        it -> sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(it.receiptHandle())));
    return messages.stream().map(Message::body).filter(body -> body.contains(text)).findFirst();
  }

  /** Visible and in flight. */
  int size() {
    return sqs
        .getQueueAttributes(get ->
            get.queueUrl(url)
                .attributeNames(
                    APPROXIMATE_NUMBER_OF_MESSAGES, APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }
}
