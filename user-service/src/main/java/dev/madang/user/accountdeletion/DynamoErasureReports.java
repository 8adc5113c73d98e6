package dev.madang.user.accountdeletion;

import static java.util.stream.Collectors.toMap;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** A report is an attribute with the name of its source. */
@Repository
class DynamoErasureReports implements ErasureReports {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoErasureReports.class);
  private static final Duration RETENTION = Duration.ofDays(30);

  private final DynamoDbClient dynamo;
  private final String table;

  DynamoErasureReports(DynamoDbClient dynamo, AccountDeletionProperties properties) {
    this.dynamo = dynamo;
    this.table = properties.table();
  }

  @Override
  public void expect(UserId user, Instant now) {
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(key(user))
            .updateExpression("SET expireAt = :expireAt")
            .expressionAttributeValues(
                Map.of(":expireAt", fromN(Long.toString(now.plus(RETENTION).getEpochSecond())))));
  }

  @Override
  public void add(UserId user, String source, Map<String, StoreCount> stores) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(key(user))
              .updateExpression("SET #source = :stores")
              .conditionExpression("attribute_exists(#userId)")
              .expressionAttributeNames(Map.of("#source", source, "#userId", "userId"))
              .expressionAttributeValues(Map.of(":stores", toAttribute(stores))));
    } catch (ConditionalCheckFailedException _) {
      LOG.info("Erasure report of {} for user {} skipped: none is expected", source, user);
    }
  }

  @Override
  public Map<String, Map<String, StoreCount>> of(UserId user) {
    return dynamo
        .getItem(get -> get.tableName(table).key(key(user)).consistentRead(true))
        .item()
        .entrySet()
        .stream()
        .filter(attribute -> attribute.getValue().type() == Type.M)
        .collect(toMap(Map.Entry::getKey, attribute -> toCounts(attribute.getValue())));
  }

  @Override
  public void delete(UserId user) {
    dynamo.deleteItem(delete -> delete.tableName(table).key(key(user)));
  }

  private static AttributeValue toAttribute(Map<String, StoreCount> stores) {
    return fromM(
        stores.entrySet().stream()
            .collect(toMap(Map.Entry::getKey, it -> fromS(it.getValue().toString()))));
  }

  private static Map<String, StoreCount> toCounts(AttributeValue report) {
    return report.m().entrySet().stream()
        .collect(toMap(Map.Entry::getKey, it -> StoreCount.parse(it.getValue().s())));
  }

  private static Map<String, AttributeValue> key(UserId user) {
    return Map.of("userId", fromS(user.value()));
  }
}
