package dev.madang.user.recoverycode;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import dev.madang.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** One item per user, with the active and the prepared codes. */
@Repository
class DynamoRecoveryCodes implements RecoveryCodes {

  private final DynamoDbClient dynamo;
  private final String table;

  DynamoRecoveryCodes(DynamoDbClient dynamo, RecoveryCodeProperties properties) {
    this.dynamo = dynamo;
    this.table = properties.table();
  }

  @Override
  public List<String> prepare(UserId user) {
    return store(user, "SET prepared = :codes");
  }

  @Override
  public List<String> replace(UserId user) {
    return store(user, "SET active = :codes");
  }

  private List<String> store(UserId user, String expression) {
    var codes = CodeSet.newCodes();
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(key(user))
            .updateExpression(expression)
            .expressionAttributeValues(Map.of(":codes", toAttribute(CodeSet.of(codes)))));
    return codes;
  }

  @Override
  public void activate(UserId user) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(key(user))
              .updateExpression("SET active = prepared REMOVE prepared")
              .conditionExpression("attribute_exists(prepared)"));
    } catch (ConditionalCheckFailedException _) {
      // They are active, or the app was enrolled with Cognito itself: then there are none.
    }
  }

  @Override
  public boolean contains(UserId user, String code) {
    var active = item(user).get("active");
    return active != null && toCodeSet(active.m()).contains(code);
  }

  @Override
  public void delete(UserId user) {
    dynamo.deleteItem(delete -> delete.tableName(table).key(key(user)));
  }

  @Override
  public boolean exist(UserId user) {
    return !item(user).isEmpty();
  }

  private Map<String, AttributeValue> item(UserId user) {
    return dynamo.getItem(get -> get.tableName(table).key(key(user)).consistentRead(true)).item();
  }

  private static Map<String, AttributeValue> key(UserId user) {
    return Map.of("userId", fromS(user.value()));
  }

  private static AttributeValue toAttribute(CodeSet codes) {
    return fromM(
        Map.of("salt", fromS(codes.salt()), "hashes", fromSs(List.copyOf(codes.hashes()))));
  }

  private static CodeSet toCodeSet(Map<String, AttributeValue> attribute) {
    var empty = AttributeValue.builder().s("").build();
    return new CodeSet(
        attribute.getOrDefault("salt", empty).s(),
        Set.copyOf(attribute.getOrDefault("hashes", empty).ss()));
  }
}
