package dev.madang.media.lease;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** An item of the catalogue's table for each task, under an owner that no user can be. */
@Repository
class DynamoLease implements Lease {

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;
  private final String me;

  @Autowired
  DynamoLease(DynamoDbClient dynamo, @Value("${media.catalog.table}") String table, Clock clock) {
    this(dynamo, table, clock, UUID.randomUUID().toString());
  }

  DynamoLease(DynamoDbClient dynamo, String table, Clock clock, String me) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
    this.me = me;
  }

  @Override
  public boolean take(String task, Duration length) {
    var now = clock.instant();
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(Map.of("owner", fromS("#lease"), "id", fromS(task)))
              .updateExpression("SET holder = :me, endsAt = :end")
              .conditionExpression("attribute_not_exists(endsAt) OR endsAt <= :now OR holder = :me")
              .expressionAttributeValues(
                  Map.of(":me", fromS(me), ":now", millis(now), ":end", millis(now.plus(length)))));
      return true;
    } catch (ConditionalCheckFailedException anothers) {
      return false;
    }
  }

  private static AttributeValue millis(Instant moment) {
    return fromN(Long.toString(moment.toEpochMilli()));
  }
}
