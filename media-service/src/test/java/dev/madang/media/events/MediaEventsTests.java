package dev.madang.media.events;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.defaults.event.CloudEvent;
import dev.madang.defaults.stream.DynamoTableChange;
import dev.madang.defaults.stream.DynamoTableChange.Kind;
import dev.madang.defaults.telemetry.TraceParent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events as consumers read them; {@code contracts/events} has the examples. */
class MediaEventsTests {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void publishesReadyAsTheContractSays() throws IOException {
    var example = example("media-ready.v1");
    var renditions =
        List.of(
            rendition("small", 188, 250, 8328),
            rendition("medium", 750, 1000, 88252),
            rendition("large", 1500, 2000, 315176));

    var ready = item(example, "ready", fromL(renditions));
    ready.put("preview", preview());

    assertThat(published(settled(example, ready))).isEqualTo(example);
  }

  @Test
  void publishesRejectedAsTheContractSays() throws IOException {
    var example = example("media-rejected.v1");

    assertThat(published(settled(example, item(example, "rejected", fromS("TOO_MANY_PIXELS")))))
        .isEqualTo(example);
  }

  @Test
  void readyFilesThatAreNotImagesHaveNoPreview() throws IOException {
    var example = example("media-ready.v1");

    var published = published(settled(example, item(example, "ready", fromL(List.of()))));

    assertThat(published.get("data").propertyNames())
        .containsExactlyInAnyOrder("mediaId", "userId", "fileName", "contentType", "renditions");
  }

  @Test
  void publishesTrashedAsTheContractSays() throws IOException {
    var example = example("media-trashed.v1");
    var before = item(example, "ready", fromL(List.of()));
    var deletedAt = Instant.parse("2026-11-24T18:05:10.512Z");

    var published = published(change(example, Kind.MODIFY, before, deleted(before, deletedAt)));

    assertThat(published).isEqualTo(example);
  }

  @Test
  void publishesRestoredAsTheContractSays() throws IOException {
    var example = example("media-restored.v1");
    var after = item(example, "ready", fromL(List.of()));

    var published =
        published(change(example, Kind.MODIFY, deleted(after, Instant.ofEpochMilli(7)), after));

    assertThat(published).isEqualTo(example);
  }

  @Test
  void publishesPurgedWhenAPurgedItemIsRemoved() throws IOException {
    var example = example("media-purged.v1");
    var trashed =
        deleted(item(example, "ready", fromL(List.of())), Instant.parse("2026-11-24T18:05:10Z"));
    var purging = new HashMap<>(trashed);
    purging.put("purging", fromBool(true));

    assertThat(event(change(example, Kind.MODIFY, trashed, purging))).isEmpty();
    assertThat(published(change(example, Kind.REMOVE, purging, Map.of()))).isEqualTo(example);
  }

  @Test
  void publishesNothingForOtherItemsThatAreRemoved() throws IOException {
    var example = example("media-purged.v1");
    var pending = item(example, "pending");
    var trashed = deleted(item(example, "ready", fromL(List.of())), Instant.ofEpochMilli(7));

    assertThat(event(change(example, Kind.REMOVE, pending, Map.of()))).isEmpty();
    assertThat(event(change(example, Kind.REMOVE, trashed, Map.of()))).isEmpty();
  }

  @Test
  void publishesEachOutcomeOfAVersionButNotTheStatesBefore() throws IOException {
    var example = example("media-ready.v1");
    var first = version(item(example, "ready", fromL(List.of())), "v1");
    var uploaded = version(item(example, "uploaded"), "v2");
    var processing = version(item(example, "processing"), "v2");
    var second = version(item(example, "ready", fromL(List.of())), "v2");

    assertThat(event(change(example, Kind.MODIFY, first, uploaded))).isEmpty();
    assertThat(event(change(example, Kind.MODIFY, uploaded, processing))).isEmpty();
    assertThat(event(change(example, Kind.MODIFY, processing, second))).isPresent();
    assertThat(event(change(example, Kind.MODIFY, first, second))).isPresent();
  }

  @Test
  void publishesNothingForANewNameOrAlbum() throws IOException {
    var example = example("media-ready.v1");
    var before = item(example, "ready", fromL(List.of()));
    var after = new HashMap<>(before);
    after.put("name", fromS("other.jpg"));
    after.put("albumId", fromS("01KAQ9Z6J5T8M2W4Y7C3X0NB1D"));
    after.put("revision", fromN("1"));

    assertThat(event(change(example, Kind.MODIFY, before, after))).isEmpty();
  }

  @Test
  void onlyChangesOfTheFileContinueTheTraceOfItsUpload() throws IOException {
    var example = example("media-ready.v1");
    var parent = new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    var ready = item(example, "ready", fromL(List.of()));
    ready.put("traceparent", fromS(parent.value()));
    var trashed = deleted(ready, Instant.ofEpochMilli(7));

    assertThat(DynamoMediaEventPublisher.uploadOf(settled(example, ready))).contains(parent);
    assertThat(DynamoMediaEventPublisher.uploadOf(change(example, Kind.MODIFY, ready, trashed)))
        .isEmpty();
  }

  private static Map<String, AttributeValue> deleted(
      Map<String, AttributeValue> item, Instant since) {
    var deleted = new HashMap<>(item);
    deleted.put("deletedAt", fromN(Long.toString(since.toEpochMilli())));
    deleted.put("revision", fromN("1"));
    return deleted;
  }

  private static Map<String, AttributeValue> version(
      Map<String, AttributeValue> item, String version) {
    var versioned = new HashMap<>(item);
    versioned.put("version", fromS(version));
    return versioned;
  }

  private static AttributeValue preview() {
    return fromM(
        Map.of(
            "width", fromN("3024"),
            "height", fromN("4032"),
            "thumbHash", fromS("1QcSHQRnh493V4dIh4eXh1h4kJUI"),
            "dominantColor", fromS("#7a8b9c")));
  }

  private static Optional<CloudEvent<MediaEvent>> event(DynamoTableChange change) {
    return DynamoMediaEventPublisher.event(change, Duration.ofDays(30));
  }

  @Test
  void publishesNothingForANewUpload() throws IOException {
    var example = example("media-rejected.v1");
    var pending = item(example, "pending");

    assertThat(event(change(example, Kind.INSERT, Map.of(), pending))).isEmpty();
  }

  @Test
  void publishesNothingIfTheStateDoesNotChange() throws IOException {
    var example = example("media-rejected.v1");
    var before = item(example, "rejected", fromS("CORRUPT"));
    var after = new HashMap<>(before);
    after.put("fileName", fromS("other.jpg"));

    assertThat(event(change(example, Kind.MODIFY, before, after))).isEmpty();
  }

  @Test
  void publishesNothingForRemovedRejectedItemsAndIdempotencyKeys() throws IOException {
    var example = example("media-rejected.v1");
    var removed = item(example, "rejected", fromS("CORRUPT"));
    var key = Map.of("userId", fromS("ada"), "id", fromS("idempotency#1"));

    assertThat(event(change(example, Kind.REMOVE, removed, Map.of()))).isEmpty();
    assertThat(event(change(example, Kind.INSERT, Map.of(), key))).isEmpty();
  }

  private static JsonNode published(DynamoTableChange change) {
    return JSON.readTree(JSON.writeValueAsString(event(change).orElseThrow()));
  }

  private static DynamoTableChange settled(JsonNode example, Map<String, AttributeValue> item) {
    return change(example, Kind.MODIFY, item(example, "pending"), item);
  }

  private static DynamoTableChange change(
      JsonNode example,
      Kind kind,
      Map<String, AttributeValue> before,
      Map<String, AttributeValue> after) {
    return new DynamoTableChange(
        example.get("id").stringValue(),
        Instant.parse(example.get("time").stringValue()),
        kind,
        before,
        after);
  }

  private static Map<String, AttributeValue> item(JsonNode example, String state) {
    return Map.of(
        "userId", fromS(example.get("data").get("userId").stringValue()),
        "id", fromS(example.get("subject").stringValue()),
        "fileName", fromS("dandelion.jpg"),
        "contentType", fromS("image/jpeg"),
        "size", fromN("820069"),
        "sha256", fromS("a-checksum"),
        "state", fromS(state));
  }

  private static HashMap<String, AttributeValue> item(
      JsonNode example, String state, AttributeValue outcome) {
    var item = new HashMap<>(item(example, state));
    item.put("outcome", outcome);
    return item;
  }

  private static AttributeValue rendition(String preset, int width, int height, int size) {
    return fromM(
        Map.of(
            "preset", fromS(preset),
            "width", fromN(Integer.toString(width)),
            "height", fromN(Integer.toString(height)),
            "contentType", fromS("image/jpeg"),
            "size", fromN(Integer.toString(size)),
            "key", fromS("private/ada/renditions/1.jpg")));
  }

  private static JsonNode example(String name) throws IOException {
    return JSON.readTree(Files.readString(Path.of("..", "contracts", "events", name + ".json")));
  }
}
