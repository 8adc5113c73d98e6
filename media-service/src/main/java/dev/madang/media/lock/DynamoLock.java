package dev.madang.media.lock;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** One item per job. */
@Repository
class DynamoLock implements Lock {

  private final DynamoDbClient dynamo;
  private final LockProperties properties;
  private final Clock clock;
  private final String instance;

  @Autowired
  DynamoLock(DynamoDbClient dynamo, LockProperties properties, Clock clock) {
    this(dynamo, properties, clock, UUID.randomUUID().toString());
  }

  DynamoLock(DynamoDbClient dynamo, LockProperties properties, Clock clock, String instance) {
    this.dynamo = dynamo;
    this.properties = properties;
    this.clock = clock;
    this.instance = instance;
  }

  @Override
  public boolean tryAcquire(String job, Duration validity) {
    var now = clock.instant();
    try {
      dynamo.updateItem(update ->
          update
              .tableName(properties.table())
              .key(Map.of("job", fromS(job)))
              .updateExpression("SET lockedBy = :me, lockedUntil = :end")
              .conditionExpression(
                  "attribute_not_exists(lockedUntil) OR lockedUntil <= :now OR lockedBy = :me")
              .expressionAttributeValues(
                  Map.of(
                      ":me", fromS(instance),
                      ":now", millis(now),
                      ":end", millis(now.plus(validity)))));
      return true;
    } catch (ConditionalCheckFailedException heldByAnother) {
      return false;
    }
  }

  private static AttributeValue millis(Instant moment) {
    return fromN(Long.toString(moment.toEpochMilli()));
  }
}
