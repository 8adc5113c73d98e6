package dev.madang.defaults.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBs;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNs;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNul;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import dev.madang.defaults.stream.DynamoTableChange.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

class DynamoChangeJsonTests {

  private static final SdkBytes BYTES = SdkBytes.fromByteArray(new byte[] {0, -1, 127});

  @Test
  void everyAttributeTypeSurvives() {
    Map<String, AttributeValue> item =
        Map.of(
            "text", fromS("마당 \" \n"),
            "number", fromN("123456789012345678901234567890.12345678"),
            "bytes", fromB(BYTES),
            "flag", fromBool(false),
            "nothing", fromNul(true),
            "map", fromM(Map.of("deep", fromL(List.of(fromS(""), fromM(Map.of()))))),
            "texts", fromSs(List.of("a", "b")),
            "numbers", fromNs(List.of("1", "2.5")),
            "blobs", fromBs(List.of(BYTES)));
    var change =
        Record.builder()
            .eventID("e")
            .eventName(OperationType.MODIFY)
            .dynamodb(it ->
                it.approximateCreationDateTime(Instant.ofEpochSecond(1_700_000_000))
                    .oldImage(Map.of("text", fromS("before")))
                    .newImage(item))
            .build();

    var arrived = DynamoChangeJson.read(DynamoChangeJson.write(change).asByteArray());

    assertThat(arrived)
        .isEqualTo(
            new DynamoTableChange(
                "e",
                Instant.ofEpochSecond(1_700_000_000),
                Kind.MODIFY,
                Map.of("text", fromS("before")),
                item));
  }
}
