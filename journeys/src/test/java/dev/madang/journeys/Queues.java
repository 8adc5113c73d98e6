package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queues between the services, looked at and written to from outside. */
final class Queues {

  private static final String UPLOADS = "media-service-uploads";
  private static final String DEAD_UPLOADS = UPLOADS + "-dlq";
  private static final List<String> ALL =
      List.of(UPLOADS, "notification-service-account-events", "notification-service-media-events");
  private static final SqsClient SQS = Aws.client(SqsClient.builder());

  private Queues() {}

  /** Returns when no message waits and none is being worked on; none may have been given up. */
  static void comeToRest() {
    await().atMost(Duration.ofSeconds(120)).until(() -> ALL.stream().allMatch(Queues::isEmpty));
    assertThat(ALL).allMatch(queue -> isEmpty(queue + "-dlq"), "has no dead letters");
  }

  /** Says what S3 says when an original has come. */
  static void sendUploadEvent(String key) {
    send(UPLOADS, uploadEvent(key));
  }

  /** As if what S3 says of an original had failed for an hour. */
  static void buryUploadEvent(String key) {
    send(DEAD_UPLOADS, uploadEvent(key));
  }

  /** Returns when one upload has failed so often that it is given up. */
  static void waitForADeadUpload() {
    await().atMost(Duration.ofSeconds(120)).until(() -> !isEmpty(DEAD_UPLOADS));
    assertThat(isEmpty(UPLOADS)).as("it has left the queue").isTrue();
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
        .getQueueAttributes(ask ->
            ask.queueUrl(url(queue))
                .attributeNames(
                    APPROXIMATE_NUMBER_OF_MESSAGES, APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .allMatch("0"::equals);
  }

  private static String url(String queue) {
    return SQS.getQueueUrl(ask -> ask.queueName(queue)).queueUrl();
  }
}
