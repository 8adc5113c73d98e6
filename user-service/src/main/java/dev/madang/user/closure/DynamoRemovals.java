package dev.madang.user.closure;

import static java.util.stream.Collectors.toMap;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.user.profile.UserId;
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

/** A report is an attribute that is named as its source. */
@Repository
class DynamoRemovals implements Removals {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoRemovals.class);
  private static final Duration MEMORY = Duration.ofDays(30);

  private final DynamoDbClient dynamo;
  private final String table;

  DynamoRemovals(DynamoDbClient dynamo, ClosureProperties properties) {
    this.dynamo = dynamo;
    this.table = properties.table();
  }

  @Override
  public void await(UserId user, Instant now) {
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(key(user))
            .updateExpression("SET expireAt = :expireAt")
            .expressionAttributeValues(
                Map.of(":expireAt", fromN(Long.toString(now.plus(MEMORY).getEpochSecond())))));
  }

  @Override
  public void report(UserId user, String source, Map<String, Removed> removed) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(key(user))
              .updateExpression("SET #source = :removed")
              .conditionExpression("attribute_exists(#sub)")
              .expressionAttributeNames(Map.of("#source", source, "#sub", "sub"))
              .expressionAttributeValues(Map.of(":removed", toAttribute(removed))));
    } catch (ConditionalCheckFailedException _) {
      LOG.info("Nobody awaits what {} has removed of user {}", source, user);
    }
  }

  @Override
  public Map<String, Map<String, Removed>> of(UserId user) {
    return dynamo
        .getItem(get -> get.tableName(table).key(key(user)).consistentRead(true))
        .item()
        .entrySet()
        .stream()
        .filter(attribute -> attribute.getValue().type() == Type.M)
        .collect(toMap(Map.Entry::getKey, attribute -> toRemoved(attribute.getValue())));
  }

  @Override
  public void forget(UserId user) {
    dynamo.deleteItem(delete -> delete.tableName(table).key(key(user)));
  }

  private static AttributeValue toAttribute(Map<String, Removed> removed) {
    return fromM(
        removed.entrySet().stream()
            .collect(toMap(Map.Entry::getKey, it -> fromS(it.getValue().toString()))));
  }

  private static Map<String, Removed> toRemoved(AttributeValue report) {
    return report.m().entrySet().stream()
        .collect(toMap(Map.Entry::getKey, it -> Removed.parse(it.getValue().s())));
  }

  private static Map<String, AttributeValue> key(UserId user) {
    return Map.of("sub", fromS(user.value()));
  }
}
