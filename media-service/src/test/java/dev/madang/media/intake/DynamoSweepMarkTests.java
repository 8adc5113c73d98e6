package dev.madang.media.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.localaws.LocalAws;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoSweepMarkTests {

  private static final String TABLE = "media-service-catalog";
  private static final DynamoDbClient DYNAMO = LocalAws.running().client(DynamoDbClient.builder());

  private final SweepMark mark = new DynamoSweepMark(DYNAMO, TABLE);

  @Test
  void theNextSweepKnowsWhereTheLastOneEnded() {
    DYNAMO.deleteItem(delete ->
        delete.tableName(TABLE).key(Map.of("owner", fromS("#sweep"), "id", fromS("mark"))));
    assertThat(mark.settledUntil()).isEmpty();

    mark.moveTo(Instant.ofEpochMilli(1_700_000_000_123L));
    mark.moveTo(Instant.ofEpochMilli(1_700_000_000_042L));

    assertThat(mark.settledUntil()).contains(Instant.ofEpochMilli(1_700_000_000_042L));
  }
}
