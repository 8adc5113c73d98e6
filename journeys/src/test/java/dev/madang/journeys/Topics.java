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

/** A listener of its own on both topics, who can tell again what was told. */
final class Topics implements AutoCloseable {

  private static final String ACCOUNT = "arn:aws:sns:eu-central-1:123456789012:";

  private final SnsClient sns = Aws.client(SnsClient.builder());
  private final SqsClient sqs = Aws.client(SqsClient.builder());
  private final List<String> subscriptions = new ArrayList<>();
  private final Map<String, String> queues =
      Map.ofEntries(listenTo("account-events"), listenTo("media-events"));
  private final List<Event> heard = new ArrayList<>();

  /**
   * @param subject the id of whom or what it is about
   */
  record Event(String topic, String subject, String text) {}

  /** What the topic told of the subject. */
  Event hear(String topic, String subject) {
    await()
        .until(() -> {
          receive();
          return heard.stream().anyMatch(event -> is(event, topic, subject));
        });
    return heard.stream().filter(event -> is(event, topic, subject)).findFirst().orElseThrow();
  }

  void tellAgain(Event event) {
    sns.publish(publish -> publish.topicArn(ACCOUNT + event.topic()).message(event.text()));
  }

  private static boolean is(Event event, String topic, String subject) {
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
            .forEach(heard::add));
  }

  private static String subject(String text) {
    return new JsonMapper().readTree(text).required("subject").stringValue();
  }

  private Map.Entry<String, String> listenTo(String topic) {
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
                    .topicArn(ACCOUNT + topic)
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
