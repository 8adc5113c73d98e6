package dev.madang.media.accountdeletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.media.AlbumId;
import dev.madang.media.MediaId;
import dev.madang.media.RunningService;
import dev.madang.media.UserId;
import dev.madang.media.album.Album;
import dev.madang.media.album.Albums;
import dev.madang.media.cdn.PublicRenditions;
import dev.madang.media.media.DeclaredFile;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaItem;
import dev.madang.media.rendition.Rendition;
import dev.madang.media.rendition.storage.RenditionStore;
import dev.madang.media.share.TestShareLinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From the account deletion event to the erasure of all data of the user. */
class UserDataEraserTests extends RunningService {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final S3Client s3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private final SqsClient sqs = AWS.client(SqsClient.builder());
  private final SnsClient sns = AWS.client(SnsClient.builder());
  private final UserId kim = new UserId(UUID.randomUUID().toString());
  private final UserId lee = new UserId(kim + "-lee");
  private final MediaCatalog catalog;
  private final RenditionStore renditions;
  private final Albums albums;
  private final PublicRenditions publicRenditions;

  @Autowired
  UserDataEraserTests(
      MediaCatalog catalog,
      Albums albums,
      RenditionStore renditions,
      PublicRenditions publicRenditions) {
    this.albums = albums;
    this.catalog = catalog;
    this.publicRenditions = publicRenditions;
    this.renditions = renditions;
  }

  @Test
  void erasesAllDataAndRepeatsFirstCounts() throws IOException {
    addMedia(kim);
    addMedia(kim);
    addMedia(lee);
    albums.add(Album.create(kim, AlbumId.next(), "Holiday"), Optional.empty());
    albums.add(Album.create(lee, AlbumId.next(), "Holiday"), Optional.empty());
    var copies = TestShareLinks.createWithCopy(AWS, kim);
    var others = TestShareLinks.createWithCopy(AWS, lee);
    publicRenditions.publish(kim.value(), "K" + kim, List.of(rendition(kim)));
    publicRenditions.publish(lee.value(), "L" + kim, List.of(rendition(lee)));

    publishDeletionRequested();
    var first = receiveDataErased();
    publishDeletionRequested();
    var second = receiveDataErased();

    assertThat(second).isEqualTo(first);
    var expected = example("account-data-erased.v1");
    expected.put("id", "erased-" + kim).put("subject", kim.value());
    expected.set("time", first.get("time"));
    var data = ((ObjectNode) expected.get("data")).put("userId", kim.value());
    var stores = data.putArray("stores");
    stores.addObject().put("name", "media-catalog").put("deletedCount", 2);
    stores.addObject().put("name", "media-albums").put("deletedCount", 1);
    stores.addObject().put("name", "media-originals").put("deletedCount", 4);
    stores.addObject().put("name", "media-renditions").put("deletedCount", 2);
    stores.addObject().put("name", "media-share-links").put("deletedCount", 1);
    stores.addObject().put("name", "cdn").put("deletedCount", 0).put("note", "there is no CDN");
    assertThat(first).isEqualTo(expected);
    assertThat(catalog.newest(kim, Optional.empty(), 10)).isEmpty();
    assertThat(versions("PrivateSpaceBucket", kim)).isZero();
    assertThat(versions("RenditionsBucket", kim)).isZero();
    assertThat(copiesBelow(copies)).isZero();
    assertThat(copiesBelow(others)).isEqualTo(1);
    assertThat(albums.count(kim)).isZero();
    assertThat(albums.count(lee)).isEqualTo(1);
    assertThat(catalog.newest(lee, Optional.empty(), 10)).hasSize(1);
    assertThat(versions("PrivateSpaceBucket", lee)).isEqualTo(2);
    assertThat(versions("RenditionsBucket", lee)).isEqualTo(2);
    assertThat(publicRenditions.hasAll("K" + kim, List.of(rendition(kim)))).isFalse();
    assertThat(publicRenditions.hasAll("L" + kim, List.of(rendition(lee)))).isTrue();
  }

  @Test
  void erasesLateUpload() throws IOException {
    publishDeletionRequested();
    receiveDataErased();

    put("private/" + kim + "/media/" + MediaId.next(), "late");

    await().atMost(TIMEOUT).until(() -> versions("PrivateSpaceBucket", kim) == 0);
  }

  /** Adds an item with two versions of its original, and a rendition that all items share. */
  private void addMedia(UserId userId) {
    var declared = new DeclaredFile("photo.jpg", "image/jpeg", 1, "A".repeat(43) + "=");
    var media = catalog.registerDiscovered(MediaItem.pending(userId, MediaId.next(), declared));
    put("private/" + userId + "/media/" + media.id(), "one");
    put("private/" + userId + "/media/" + media.id(), "two");
    rendition(userId);
  }

  private String rendition(UserId userId) {
    var rendition = new Rendition("small", 1, 1, "image/jpeg", new byte[] {1, 2, 3});
    return renditions.put(userId.value(), "0".repeat(64), rendition).key();
  }

  private void put(String key, String content) {
    s3.putObject(
        put -> put.bucket(AWS.output("PrivateSpaceBucket")).key(key),
        RequestBody.fromString(content));
  }

  private int versions(String bucket, UserId userId) {
    var listed =
        s3.listObjectVersions(
            list -> list.bucket(AWS.output(bucket)).prefix("private/" + userId + "/"));
    return listed.versions().size() + listed.deleteMarkers().size();
  }

  private int copiesBelow(String prefix) {
    return s3.listObjectsV2(list -> list.bucket(AWS.output("RenditionsBucket")).prefix(prefix))
        .keyCount();
  }

  private void publishDeletionRequested() throws IOException {
    var event = example("account-deletion-requested.v1").put("id", UUID.randomUUID().toString());
    event.put("subject", kim.value());
    ((ObjectNode) event.get("data")).put("userId", kim.value());
    sns.publish(publish ->
        publish
            .topicArn(AWS.output("AccountEventsTopicArn"))
            .message(event.toString())
            .messageAttributes(
                Map.of(
                    "type",
                    MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue("madang.account.deletion-requested.v1")
                        .build())));
  }

  private JsonNode receiveDataErased() {
    var queue = sqs.getQueueUrl(get -> get.queueName("user-service-erasure-reports")).queueUrl();
    return await()
        .atMost(TIMEOUT)
        .until(
            () ->
                sqs
                    .receiveMessage(receive ->
                        receive.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
                    .messages()
                    .stream()
                    .peek(it ->
                        sqs.deleteMessage(
                            delete -> delete.queueUrl(queue).receiptHandle(it.receiptHandle())))
                    .map(Message::body)
                    .filter(body -> body.contains("\"subject\":\"" + kim + "\""))
                    .findFirst(),
            Optional::isPresent)
        .map(JSON::readTree)
        .orElseThrow();
  }

  private static ObjectNode example(String name) throws IOException {
    var file = Path.of("..", "contracts", "events", name + ".json");
    return (ObjectNode) JSON.readTree(Files.readString(file));
  }
}
