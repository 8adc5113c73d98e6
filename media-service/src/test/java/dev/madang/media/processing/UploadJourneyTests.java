package dev.madang.media.processing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.localaws.SignedInUser;
import dev.madang.media.RunningService;
import dev.madang.media.rendition.Photos;
import dev.madang.media.upload.Client;
import java.awt.Color;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import tools.jackson.databind.JsonNode;

/** From the request for an upload to its event, on the local AWS. */
@ExtendWith(OutputCaptureExtension.class)
class UploadJourneyTests extends RunningService {

  private final SignedInUser kim = AWS.users().signedIn();
  private static final TestTopic MEDIA_EVENTS = new TestTopic(AWS, "media-events");
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Client client;

  @Autowired
  UploadJourneyTests(MockMvcTester http) {
    this.client = new Client(http, kim);
  }

  @Test
  void photosBecomeReadyAndTheirRenditionsCanBeDownloaded(CapturedOutput log) {
    var id = client.upload("image/jpeg", Photos.dandelion());

    var media = settled(id);

    assertThat(media.get("status").stringValue()).isEqualTo("ready");
    assertThat(media.get("renditions").valueStream().map(it -> it.get("preset").stringValue()))
        .containsExactly("small", "medium", "large", "square");
    assertThat(
            media.get("renditions").valueStream().flatMap(it -> it.get("variants").valueStream()))
        .hasSize(8)
        .allSatisfy(rendition -> {
          var image = client.download(rendition.get("url").stringValue());
          assertThat(image.statusCode()).isEqualTo(200);
          assertThat(image.body()).hasSize(rendition.get("size").intValue());
          assertThat(image.headers().firstValue("Content-Type"))
              .contains(rendition.get("contentType").stringValue());
          assertThat(image.headers().firstValue("Cache-Control"))
              .contains("private, max-age=31536000, immutable");
        });
    assertThat(log).doesNotContain("X-Amz-Signature").doesNotContain(kim.accessToken());
  }

  @Test
  void readyEventIsPublishedOnce() {
    var id = client.upload("image/jpeg", Photos.moray());

    await().atMost(TIMEOUT).until(() -> !MEDIA_EVENTS.receivedAbout(id).isEmpty());
    sendEvents("private/%s/media/%s".formatted(kim.sub(), id));
    awaitEmptyQueue();

    assertThat(MEDIA_EVENTS.receivedAbout(id))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.get("type").stringValue()).isEqualTo("madang.media.ready.v1");
          assertThat(event.get("data").get("userId").stringValue()).isEqualTo(kim.sub());
          assertThat(event.get("data").get("renditions")).hasSize(8);
        });
  }

  @Test
  void eventContinuesTheTraceOfTheRequestForTheUpload() {
    var traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    var photo = Photos.corner("png", 16, 9, Color.BLUE);
    var created =
        client.create(
            Client.description("image/png", photo),
            "traceparent",
            "00-" + traceId + "-00f067aa0ba902b7-01");
    client.send(created, photo, Map.of());

    var id = created.get("id").stringValue();
    await().atMost(TIMEOUT).until(() -> !MEDIA_EVENTS.receivedAbout(id).isEmpty());
    assertThat(MEDIA_EVENTS.traceParentOf(id)).contains(traceId);
  }

  static Stream<Arguments> badFiles() {
    return Stream.of(
        bad("text named .jpg", "image/jpeg", "hello".getBytes(US_ASCII), "unsupported-type"),
        bad(
            "a GIF named .jpg",
            "image/jpeg",
            Photos.corner("gif", 9, 9, Color.RED),
            "type-mismatch"),
        bad("half a photo", "image/jpeg", Photos.cut(Photos.dandelion(), 400_000), "corrupt"),
        bad("a bomb", "image/png", Photos.bomb(30_000, 30_000), "too-many-pixels"),
        bad("a long bomb", "image/png", Photos.bomb(20_000, 2), "too-many-pixels"),
        bad(
            "a web page that is a GIF",
            "image/gif",
            "GIF89a<script>".getBytes(US_ASCII),
            "corrupt"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badFiles")
  void badFilesAreRejectedWithTheirReason(
      String name, String contentType, byte[] file, String reason) {
    var id = client.upload(contentType, file);

    var media = settled(id);

    assertThat(media.get("status").stringValue()).isEqualTo("rejected");
    assertThat(media.get("rejectionReason").stringValue()).isEqualTo(reason);
    await().atMost(TIMEOUT).until(() -> !MEDIA_EVENTS.receivedAbout(id).isEmpty());
    assertThat(MEDIA_EVENTS.receivedAbout(id).getFirst().get("data").get("reason").stringValue())
        .isEqualTo(reason);
  }

  @Test
  void damagedFilesInPlaceOfThePhotoAreRejected() {
    var damaged = Photos.moray();
    damaged[damaged.length / 2]++;

    assertThat(settled(createWithObject(damaged)).get("rejectionReason").stringValue())
        .isEqualTo("checksum-mismatch");
  }

  @Test
  void anotherPhotoInPlaceOfThePhotoIsWhatItIs() {
    var media = settled(createWithObject(Photos.dandelion()));

    assertThat(media.get("status").stringValue()).isEqualTo("ready");
    assertThat(media.get("size").longValue()).isEqualTo(Photos.dandelion().length);
  }

  @Test
  void objectsWrittenWithStorageCredentialsBecomeItems() {
    AWS.client(S3Client.builder().forcePathStyle(true))
        .putObject(
            it ->
                it.bucket(AWS.output("PrivateSpaceBucket"))
                    .key("private/%s/media/holiday/eel.jpg".formatted(kim.sub()))
                    .contentType("image/jpeg"),
            RequestBody.fromBytes(Photos.moray()));

    var media =
        await()
            .atMost(TIMEOUT)
            .until(
                () ->
                    client
                        .list()
                        .valueStream()
                        .filter(it -> it.get("fileName").stringValue().equals("eel.jpg"))
                        .filter(it -> it.get("status").stringValue().equals("ready"))
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    assertThat(media.get("size").longValue()).isEqualTo(Photos.moray().length);
    assertThat(media.get("renditions")).isNotEmpty();
  }

  @Test
  void messagesAboutOtherObjectsAreDeleted() {
    sendEvents("private/x/notes.txt", "private/x/media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D");

    awaitEmptyQueue();
  }

  /** Writes an object in place of the photo, as a client with storage credentials can. */
  private String createWithObject(byte[] object) {
    var created = client.create(Client.description("image/jpeg", Photos.moray()));
    var id = created.get("id").stringValue();
    AWS.client(S3Client.builder().forcePathStyle(true))
        .putObject(
            it ->
                it.bucket(AWS.output("PrivateSpaceBucket"))
                    .key("private/%s/media/%s".formatted(kim.sub(), id)),
            RequestBody.fromBytes(object));
    return id;
  }

  private JsonNode settled(String id) {
    return await()
        .atMost(TIMEOUT)
        .until(
            () -> client.media(id),
            media -> List.of("ready", "rejected").contains(media.get("status").stringValue()));
  }

  private static void sendEvents(String... keys) {
    var records =
        Arrays.stream(keys).map("{\"s3\": {\"object\": {\"key\": \"%s\"}}}"::formatted).toList();
    var sqs = AWS.client(SqsClient.builder());
    sqs.sendMessage(it ->
        it.queueUrl(url(sqs, "media-service-object-events"))
            .messageBody("{\"Records\": %s}".formatted(records)));
  }

  private static void awaitEmptyQueue() {
    awaitEmptyQueue("media-service-object-events");
    awaitEmptyQueue("media-service-originals");
  }

  private static void awaitEmptyQueue(String queue) {
    var sqs = AWS.client(SqsClient.builder());
    await()
        .atMost(TIMEOUT)
        .until(
            () ->
                sqs.getQueueAttributes(
                        it -> it.queueUrl(url(sqs, queue)).attributeNamesWithStrings("All"))
                    .attributesAsStrings(),
            it ->
                "0".equals(it.get("ApproximateNumberOfMessages"))
                    && "0".equals(it.get("ApproximateNumberOfMessagesNotVisible")));
  }

  private static String url(SqsClient sqs, String queue) {
    return sqs.getQueueUrl(it -> it.queueName(queue)).queueUrl();
  }

  private static Arguments bad(String name, String contentType, byte[] file, String reason) {
    return Arguments.of(name, contentType, file, reason);
  }
}
