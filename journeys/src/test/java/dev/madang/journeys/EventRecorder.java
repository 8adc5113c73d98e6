package dev.madang.journeys;

import static java.util.Map.entry;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
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
   * @param type such as {@code madang.media.ready.v1}
   * @param subject the id of the user or media item
   */
  record Event(String topic, String type, String subject, String text) {}

  /** The first event of the type about the subject. */
  Event waitForEvent(String type, String subject) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          receive();
          return recorded.stream().anyMatch(event -> matches(event, type, subject));
        });
    return recorded.stream()
        .filter(event -> matches(event, type, subject))
        .findFirst()
        .orElseThrow();
  }

  void republish(Event event) {
    sns.publish(
        publish -> publish.topicArn(TOPIC_ARN_PREFIX + event.topic()).message(event.text()));
  }

  private static boolean matches(Event event, String type, String subject) {
    return event.type().equals(type) && event.subject().equals(subject);
  }

  private void receive() {
    queues.forEach((topic, queue) ->
        sqs
            .receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
            .messages()
            .stream()
            .map(message -> message.body())
            .map(text -> event(topic, text))
            .forEach(recorded::add));
  }

  private static Event event(String topic, String text) {
    var json = new JsonMapper().readTree(text);
    var type = json.required("type").stringValue();
    return new Event(topic, type, json.required("subject").stringValue(), text);
  }

  private Map.Entry<String, String> subscribe(String topic) {
    var name = "journeys-" + topic + "-" + UUID.randomUUID();
    var queue = sqs.createQueue(create -> create.queueName(name)).queueUrl();
    var arn =
        sqs.getQueueAttributes(
                request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
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
