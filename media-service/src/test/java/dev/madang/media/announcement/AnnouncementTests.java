package dev.madang.media.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.defaults.stream.DynamoTableChange;
import dev.madang.defaults.stream.DynamoTableChange.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events, as others read them: {@code contracts/events} has the examples. */
class AnnouncementTests {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void aReadyMediaIsToldAsTheContractSays() throws IOException {
    var example = example("media-ready.v1");
    var pictures =
        List.of(
            picture("small", 188, 250, 8328),
            picture("medium", 750, 1000, 88252),
            picture("large", 1500, 2000, 315176));

    assertThat(told(settled(example, item(example, "ready", fromL(pictures))))).isEqualTo(example);
  }

  @Test
  void aRejectedMediaIsToldAsTheContractSays() throws IOException {
    var example = example("media-rejected.v1");

    assertThat(told(settled(example, item(example, "rejected", fromS("TOO_MANY_PIXELS")))))
        .isEqualTo(example);
  }

  @Test
  void aNewUploadIsNoNews() throws IOException {
    var example = example("media-rejected.v1");
    var pending = item(example, "pending");

    assertThat(DynamoMediaChanges.event(change(example, Kind.INSERT, Map.of(), pending))).isEmpty();
  }

  @Test
  void whatDoesNotChangeTheStateIsNoNews() throws IOException {
    var example = example("media-rejected.v1");
    var before = item(example, "rejected", fromS("CORRUPT"));
    var after = new HashMap<>(before);
    after.put("fileName", fromS("other.jpg"));

    assertThat(DynamoMediaChanges.event(change(example, Kind.MODIFY, before, after))).isEmpty();
  }

  @Test
  void aRemovedMediaOrAnIdempotencyKeyIsNoNews() throws IOException {
    var example = example("media-rejected.v1");
    var gone = item(example, "rejected", fromS("CORRUPT"));
    var key = Map.of("owner", fromS("ada"), "id", fromS("idempotency#1"));

    assertThat(DynamoMediaChanges.event(change(example, Kind.REMOVE, gone, Map.of()))).isEmpty();
    assertThat(DynamoMediaChanges.event(change(example, Kind.INSERT, Map.of(), key))).isEmpty();
  }

  private static JsonNode told(DynamoTableChange change) {
    var event = DynamoMediaChanges.event(change).orElseThrow();
    return JSON.readTree(JSON.writeValueAsString(event));
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
        "owner", fromS(example.get("data").get("owner").stringValue()),
        "id", fromS(example.get("subject").stringValue()),
        "fileName", fromS("dandelion.jpg"),
        "contentType", fromS("image/jpeg"),
        "size", fromN("820069"),
        "sha256", fromS("a-checksum"),
        "state", fromS(state));
  }

  private static Map<String, AttributeValue> item(
      JsonNode example, String state, AttributeValue outcome) {
    var item = new HashMap<>(item(example, state));
    item.put("outcome", outcome);
    return item;
  }

  private static AttributeValue picture(String preset, int width, int height, int bytes) {
    return fromM(
        Map.of(
            "preset", fromS(preset),
            "width", fromN(Integer.toString(width)),
            "height", fromN(Integer.toString(height)),
            "contentType", fromS("image/jpeg"),
            "bytes", fromN(Integer.toString(bytes)),
            "key", fromS("private/ada/renditions/1.jpg")));
  }

  private static JsonNode example(String name) throws IOException {
    return JSON.readTree(Files.readString(Path.of("..", "contracts", "events", name + ".json")));
  }
}
