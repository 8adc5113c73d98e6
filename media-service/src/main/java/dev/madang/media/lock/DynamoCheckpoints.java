package dev.madang.media.lock;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An attribute of the job's item; {@link DynamoLock} writes the others. */
@Repository
class DynamoCheckpoints implements Checkpoints {

  private final DynamoDbClient dynamo;
  private final LockProperties properties;

  DynamoCheckpoints(DynamoDbClient dynamo, LockProperties properties) {
    this.dynamo = dynamo;
    this.properties = properties;
  }

  @Override
  public Optional<Instant> find(String job) {
    var item =
        dynamo
            .getItem(get -> get.tableName(properties.table()).key(key(job)).consistentRead(true))
            .item();
    return Optional.ofNullable(item.get("checkpoint"))
        .map(it -> Instant.ofEpochMilli(Long.parseLong(it.n())));
  }

  @Override
  public void save(String job, Instant checkpoint) {
    dynamo.updateItem(update ->
        update
            .tableName(properties.table())
            .key(key(job))
            .updateExpression("SET checkpoint = :checkpoint")
            .expressionAttributeValues(
                Map.of(":checkpoint", fromN(Long.toString(checkpoint.toEpochMilli())))));
  }

  private static Map<String, AttributeValue> key(String job) {
    return Map.of("job", fromS(job));
  }
}
