package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queues between the services. */
final class Queues {

  private static final String OBJECT_EVENTS = "media-service-object-events";
  private static final String ORIGINALS = "media-service-originals";
  private static final String ORIGINALS_DLQ = ORIGINALS + "-dlq";
  private static final List<String> ALL =
      List.of(
          OBJECT_EVENTS,
          ORIGINALS,
          "notification-service-account-events",
          "notification-service-media-events");
  private static final SqsClient SQS = Aws.client(SqsClient.builder());

  private Queues() {}

  /**
   * Returns when each queue, in the order of the data flow, was empty once: no message was visible
   * or in flight. Fails if there are dead letters.
   */
  static void waitUntilEmpty() {
    ALL.forEach(queue -> await().atMost(Duration.ofSeconds(120)).until(() -> isEmpty(queue)));
    assertThat(ALL).allMatch(queue -> isEmpty(queue + "-dlq"), "has no dead letters");
  }

  /**
   * Messages of a crashed receiver are delivered again after 10 s. Tests with many crashes wait
   * less for the same redelivery.
   */
  static final class QuickRedelivery implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
      SQS.listQueues().queueUrls().stream()
          .filter(queue -> !queue.endsWith("-dlq"))
          .forEach(queue ->
              SQS.setQueueAttributes(
                  it -> it.queueUrl(queue).attributes(Map.of(VISIBILITY_TIMEOUT, "10"))));
    }
  }

  /** Sends the notification that S3 sends for a new original. */
  static void sendUploadEvent(String key) {
    send(OBJECT_EVENTS, uploadEvent(key));
  }

  /** Puts the message of an original into the dead-letter queue, as if it had failed too often. */
  static void sendToDeadLetterQueue(String key) {
    send(ORIGINALS_DLQ, "{\"key\": \"%s\"}".formatted(key));
  }

  /** Returns when an upload has failed so often that it is in the dead-letter queue. */
  static void waitForDeadLetter() {
    await().atMost(Duration.ofSeconds(120)).until(() -> !isEmpty(ORIGINALS_DLQ));
    assertThat(isEmpty(ORIGINALS)).as("it is no longer in the queue").isTrue();
  }

  private static String uploadEvent(String key) {
    return """
    {"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put",
      "s3": {"bucket": {"name": "%s"}, "object": {"key": "%s"}}}]}
    """
        .formatted(Madang.output("PrivateSpaceBucket"), key);
  }

  private static void send(String queue, String message) {
    SQS.sendMessage(send -> send.queueUrl(url(queue)).messageBody(message));
  }

  private static boolean isEmpty(String queue) {
    return SQS
        .getQueueAttributes(request ->
            request
                .queueUrl(url(queue))
                .attributeNames(
                    APPROXIMATE_NUMBER_OF_MESSAGES, APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .allMatch("0"::equals);
  }

  private static String url(String queue) {
    return SQS.getQueueUrl(request -> request.queueName(queue)).queueUrl();
  }
}
