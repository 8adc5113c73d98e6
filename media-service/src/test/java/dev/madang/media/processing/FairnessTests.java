package dev.madang.media.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.localaws.SignedInUser;
import dev.madang.media.RunningService;
import dev.madang.media.rendition.Photos;
import dev.madang.media.upload.Client;
import io.awspring.cloud.sqs.listener.MessageListenerContainerRegistry;
import java.awt.Color;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** One user has many photos in the queue. */
class FairnessTests extends RunningService {

  private static final int QUEUED = 500;
  private static final int LONGEST_WAIT = 20;
  private static final SqsClient SQS = AWS.client(SqsClient.builder());

  private final SignedInUser ada = AWS.users().signedIn();
  private final SignedInUser kim = AWS.users().signedIn();
  private final S3Client s3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private final MessageListenerContainerRegistry listeners;
  private final Client client;

  @Autowired
  FairnessTests(MessageListenerContainerRegistry listeners, MockMvcTester http) {
    this.listeners = listeners;
    this.client = new Client(http, kim);
  }

  @Test
  void photoWaitsForAtMostTwentyOfAnotherUsersFiveHundred() {
    var originals = Objects.requireNonNull(listeners.getContainerById("originals"));
    originals.stop();
    var photo = Photos.corner("png", 16, 9, Color.RED);
    IntStream.range(0, QUEUED)
        .forEach(i -> put("private/%s/media/%d.png".formatted(ada.sub(), i), photo));
    await().atMost(Duration.ofSeconds(60)).until(() -> queued() == QUEUED);

    originals.start();
    await().atMost(Duration.ofSeconds(60)).until(() -> queued() < QUEUED - 10);
    int before = queued();
    var id = client.upload("image/png", Photos.corner("png", 16, 9, Color.BLUE));
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Objects.equals(client.media(id).get("status").stringValue(), "ready"));
    int processed = before - queued();

    assertThat(processed).as("photos that were processed meanwhile").isBetween(0, LONGEST_WAIT);
    assertThat(queued()).as("photos still in the queue").isGreaterThan(QUEUED / 2);
    originals.stop();
    SQS.purgeQueue(it -> it.queueUrl(queue()));
    originals.start();
  }

  private void put(String key, byte[] photo) {
    s3.putObject(
        it -> it.bucket(AWS.output("PrivateSpaceBucket")).key(key).contentType("image/png"),
        RequestBody.fromBytes(photo));
  }

  private static int queued() {
    var attribute = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    return Integer.parseInt(
        SQS.getQueueAttributes(it -> it.queueUrl(queue()).attributeNames(attribute))
            .attributes()
            .get(attribute));
  }

  private static String queue() {
    return SQS.getQueueUrl(it -> it.queueName("media-service-originals")).queueUrl();
  }
}
