package dev.madang.defaults.stream;

import dev.madang.defaults.stream.DynamoTableChange.Kind;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serializes a change for the Kinesis adapter, which carries only bytes: JSON whose attributes have
 * the form of DynamoDB's own API, {@code {"S": "text"}}.
 */
final class DynamoChangeJson {

  private static final JsonMapper json = JsonMapper.shared();

  private DynamoChangeJson() {}

  static SdkBytes write(Record change) {
    var image = change.dynamodb();
    return SdkBytes.fromByteArrayUnsafe(
        json.writeValueAsBytes(
            Map.of(
                "eventId", change.eventID(),
                "occurredAt", image.approximateCreationDateTime().toString(),
                "kind", change.eventNameAsString(),
                "before", mapValues(image.oldImage(), DynamoChangeJson::toJson),
                "after", mapValues(image.newImage(), DynamoChangeJson::toJson))));
  }

  static DynamoTableChange read(byte[] change) {
    var tree = json.readTree(change);
    return new DynamoTableChange(
        tree.required("eventId").asString(),
        Instant.parse(tree.required("occurredAt").asString()),
        Kind.valueOf(tree.required("kind").asString()),
        image(tree.required("before")),
        image(tree.required("after")));
  }

  private static Object toJson(AttributeValue value) {
    return switch (value.type()) {
      case S -> Map.of("S", value.s());
      case N -> Map.of("N", value.n());
      case B -> Map.of("B", base64(value.b()));
      case BOOL -> Map.of("BOOL", value.bool());
      case NUL -> Map.of("NULL", true);
      case M -> Map.of("M", mapValues(value.m(), DynamoChangeJson::toJson));
      case L -> Map.of("L", value.l().stream().map(DynamoChangeJson::toJson).toList());
      case SS -> Map.of("SS", value.ss());
      case NS -> Map.of("NS", value.ns());
      case BS -> Map.of("BS", value.bs().stream().map(DynamoChangeJson::base64).toList());
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("unknown attribute type");
    };
  }

  private static AttributeValue attribute(JsonNode value) {
    var only = value.properties().iterator().next();
    var content = only.getValue();
    return switch (only.getKey()) {
      case "S" -> AttributeValue.fromS(content.asString());
      case "N" -> AttributeValue.fromN(content.asString());
      case "B" -> AttributeValue.fromB(bytes(content));
      case "BOOL" -> AttributeValue.fromBool(content.asBoolean());
      case "NULL" -> AttributeValue.fromNul(true);
      case "M" -> AttributeValue.fromM(image(content));
      case "L" -> AttributeValue.fromL(list(content, DynamoChangeJson::attribute));
      case "SS" -> AttributeValue.fromSs(list(content, JsonNode::asString));
      case "NS" -> AttributeValue.fromNs(list(content, JsonNode::asString));
      case "BS" -> AttributeValue.fromBs(list(content, DynamoChangeJson::bytes));
      default -> throw new IllegalArgumentException("not an attribute type: " + only.getKey());
    };
  }

  private static Map<String, AttributeValue> image(JsonNode image) {
    var attributes = new LinkedHashMap<String, AttributeValue>();
    image.properties().forEach(it -> attributes.put(it.getKey(), attribute(it.getValue())));
    return attributes;
  }

  private static <V, W> Map<String, W> mapValues(Map<String, V> map, Function<V, W> change) {
    var changed = new LinkedHashMap<String, W>();
    map.forEach((name, value) -> changed.put(name, change.apply(value)));
    return changed;
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
    return array.valueStream().map(element).toList();
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
  }

  private static SdkBytes bytes(JsonNode base64) {
    return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(base64.asString()));
  }
}
