package dev.madang.media.intake;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item of the catalogue's own table, under an owner that no user can be. */
@Repository
class DynamoSweepMark implements SweepMark {

  private static final Map<String, AttributeValue> KEY =
      Map.of("owner", fromS("#sweep"), "id", fromS("mark"));

  private final DynamoDbClient dynamo;
  private final String table;

  DynamoSweepMark(DynamoDbClient dynamo, @Value("${media.catalog.table}") String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Optional<Instant> settledUntil() {
    var item = dynamo.getItem(get -> get.tableName(table).key(KEY).consistentRead(true)).item();
    return Optional.ofNullable(item.get("settledUntil"))
        .map(it -> Instant.ofEpochMilli(Long.parseLong(it.n())));
  }

  @Override
  public void moveTo(Instant settledUntil) {
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(KEY)
            .updateExpression("SET settledUntil = :moment")
            .expressionAttributeValues(
                Map.of(":moment", fromN(Long.toString(settledUntil.toEpochMilli())))));
  }
}
