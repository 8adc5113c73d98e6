package dev.madang.journeys;

import static java.util.Map.entry;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.json.JsonMapper;

/** Records the events of both topics, through queues of its own, and can publish them again. */
final class EventRecorder implements AutoCloseable {

  private static final String TOPIC_ARN_PREFIX = "arn:aws:sns:eu-central-1:123456789012:";

  private final SnsClient sns = Aws.client(SnsClient.builder());
  private final SqsClient sqs = Aws.client(SqsClient.builder());
  private final List<String> subscriptions = new ArrayList<>();
  private final Map<String, String> queues =
      Map.ofEntries(subscribe("account-events"), subscribe("media-events"));
  private final List<Event> recorded = new ArrayList<>();

  /**
   * @param subject the id of the user or media item
   */
  record Event(String topic, String subject, String text) {}

  /** The first event about the subject. */
  Event waitForEvent(String topic, String subject) {
    await()
        .until(() -> {
          receive();
          return recorded.stream().anyMatch(event -> matches(event, topic, subject));
        });
    return recorded.stream()
        .filter(event -> matches(event, topic, subject))
        .findFirst()
        .orElseThrow();
  }

  void republish(Event event) {
    sns.publish(
        publish -> publish.topicArn(TOPIC_ARN_PREFIX + event.topic()).message(event.text()));
  }

  private static boolean matches(Event event, String topic, String subject) {
    return event.topic().equals(topic) && event.subject().equals(subject);
  }

  private void receive() {
    queues.forEach((topic, queue) ->
        sqs
            .receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
            .messages()
            .stream()
            .map(message -> message.body())
            .map(text -> new Event(topic, subject(text), text))
            .forEach(recorded::add));
  }

  private static String subject(String text) {
    return new JsonMapper().readTree(text).required("subject").stringValue();
  }

  private Map.Entry<String, String> subscribe(String topic) {
    var name = "journeys-" + topic + "-" + UUID.randomUUID();
    var queue = sqs.createQueue(create -> create.queueName(name)).queueUrl();
    var arn =
        sqs.getQueueAttributes(
                ask -> ask.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    subscriptions.add(
        sns.subscribe(subscribe ->
                subscribe
                    .topicArn(TOPIC_ARN_PREFIX + topic)
                    .protocol("sqs")
                    .endpoint(arn)
                    .attributes(Map.of("RawMessageDelivery", "true")))
            .subscriptionArn());
    return entry(topic, queue);
  }

  @Override
  public void close() {
    subscriptions.forEach(it -> sns.unsubscribe(unsubscribe -> unsubscribe.subscriptionArn(it)));
    queues.values().forEach(queue -> sqs.deleteQueue(delete -> delete.queueUrl(queue)));
    sqs.close();
    sns.close();
  }
}
