package dev.madang.media.processing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.localaws.SignedInUser;
import dev.madang.media.RunningService;
import dev.madang.media.rendition.Photos;
import dev.madang.media.upload.Client;
import io.awspring.cloud.sqs.listener.MessageListenerContainerRegistry;
import java.awt.Color;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;

/** Events of S3 are duplicated, reordered, batched with invalid ones, or lost. */
@TestPropertySource(properties = "media.processing.reconciler.grace=0s")
class EventChaosTests extends RunningService {

  private static final long SEED = 20_261_125;
  private static final int PHOTOS = 24;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final SignedInUser KIM = AWS.users().signedIn();
  private static final SqsClient SQS = AWS.client(SqsClient.builder());
  private static final String QUEUE =
      SQS.getQueueUrl(it -> it.queueName("media-service-object-events")).queueUrl();

  private static final String ORIGINALS =
      SQS.getQueueUrl(it -> it.queueName("media-service-originals")).queueUrl();

  private final Random random = new Random(SEED);
  private final MessageListenerContainerRegistry listeners;
  private final Reconciler sweep;
  private final Client client;

  @Autowired
  EventChaosTests(
      MessageListenerContainerRegistry listeners, Reconciler sweep, MockMvcTester http) {
    this.listeners = listeners;
    this.sweep = sweep;
    this.client = new Client(http, KIM);
  }

  @AfterEach
  void queueIsConsumedAgain() {
    listen();
  }

  @Test
  void lostDuplicateAndReorderedEventsLeaveEveryPhotoSettled() {
    stopListening();
    var good = IntStream.range(0, PHOTOS).mapToObj(this::uploadedPhoto).toList();
    var bad = client.upload("image/jpeg", ("no photo " + SEED).getBytes(UTF_8));
    var events = takeAllEvents();
    assertThat(events).hasSizeGreaterThanOrEqualTo(PHOTOS + 1);

    // A third is lost, a third is sent once, a third three times; all in another order.
    var again = new ArrayList<String>();
    for (int i = 0; i < events.size(); i++) {
      again.addAll(Collections.nCopies(List.of(0, 1, 3).get(i % 3), events.get(i)));
    }
    Collections.shuffle(again, random);
    batches(again).forEach(EventChaosTests::send);
    listen();
    await().atMost(TIMEOUT).until(EventChaosTests::nothingWaits);
    sweep.reconcile();

    assertThat(good).allSatisfy(id -> assertThat(state(id)).isEqualTo("ready"));
    assertThat(state(bad)).isEqualTo("rejected");
    var outcomes = good.stream().map(client::media).toList();

    // All events again: nothing changes.
    batches(again).forEach(EventChaosTests::send);
    await().atMost(TIMEOUT).until(EventChaosTests::nothingWaits);
    for (int i = 0; i < good.size(); i++) {
      assertThat(sizes(client.media(good.get(i)))).isNotEmpty().isEqualTo(sizes(outcomes.get(i)));
    }
  }

  private static List<JsonNode> sizes(JsonNode media) {
    return media
        .get("renditions")
        .valueStream()
        .flatMap(rendition -> rendition.get("variants").valueStream())
        .map(variant -> variant.get("size"))
        .toList();
  }

  private String uploadedPhoto(int number) {
    return client.upload("image/png", Photos.corner("png", 64 + number, 48, Color.RED));
  }

  private String state(String id) {
    return Objects.requireNonNull(client.media(id).get("status").stringValue());
  }

  private void stopListening() {
    listeners.getListenerContainers().forEach(it -> it.stop());
  }

  private void listen() {
    listeners.getListenerContainers().forEach(it -> it.start());
  }

  /** Deletes the messages. */
  private static List<String> takeAllEvents() {
    var taken = new ArrayList<String>();
    List<Message> some;
    do {
      some =
          SQS.receiveMessage(it -> it.queueUrl(QUEUE).maxNumberOfMessages(10).waitTimeSeconds(1))
              .messages();
      for (var message : some) {
        taken.add(message.body());
        SQS.deleteMessage(it -> it.queueUrl(QUEUE).receiptHandle(message.receiptHandle()));
      }
    } while (!some.isEmpty());
    return taken;
  }

  /** Several records per message, some of objects that do not exist. */
  private List<String> batches(List<String> events) {
    var batches = new ArrayList<String>();
    for (int from = 0; from < events.size(); ) {
      int to = Math.min(from + 1 + random.nextInt(3), events.size());
      var records = new ArrayList<>(events.subList(from, to).stream().map(this::records).toList());
      if (random.nextBoolean()) {
        records.add(
            "{\"eventName\": \"ObjectCreated:Put\", \"s3\": {\"object\": {\"key\":"
                + " \"private/%s/media/never/%d.jpg\"}}}".formatted(KIM.sub(), random.nextInt()));
      }
      Collections.shuffle(records, random);
      batches.add("{\"Records\": [%s]}".formatted(String.join(", ", records)));
      from = to;
    }
    return batches;
  }

  private String records(String event) {
    var inner = event.substring(event.indexOf('[') + 1, event.lastIndexOf(']'));
    return inner.strip();
  }

  private static void send(String body) {
    SQS.sendMessage(it -> it.queueUrl(QUEUE).messageBody(body));
  }

  private static boolean nothingWaits() {
    return nothingWaits(QUEUE) && nothingWaits(ORIGINALS);
  }

  private static boolean nothingWaits(String queue) {
    var counts =
        SQS.getQueueAttributes(it -> it.queueUrl(queue).attributeNamesWithStrings("All"))
            .attributesAsStrings();
    return "0".equals(counts.get("ApproximateNumberOfMessages"))
        && "0".equals(counts.get("ApproximateNumberOfMessagesNotVisible"));
  }
}
