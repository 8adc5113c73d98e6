package dev.madang.user.recoverycode;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import dev.madang.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
  public String beginEnrollment(UserId user) {
    var enrollment = UUID.randomUUID().toString();
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(key(user))
            .updateExpression("SET enrollment = :enrollment")
            .expressionAttributeValues(Map.of(":enrollment", fromS(enrollment))));
    return enrollment;
  }

  @Override
  public Optional<List<String>> prepare(UserId user, String enrollment) {
    var codes = CodeSet.newCodes();
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(key(user))
              .updateExpression("SET prepared = :codes")
              .conditionExpression("enrollment = :enrollment")
              .expressionAttributeValues(
                  Map.of(
                      ":codes", toAttribute(CodeSet.of(codes)),
                      ":enrollment", fromS(enrollment))));
      return Optional.of(codes);
    } catch (ConditionalCheckFailedException _) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> replace(UserId user) {
    var codes = CodeSet.newCodes();
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(key(user))
            .updateExpression("SET active = :codes")
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
  public Optional<String> use(UserId user, String code) {
    return Optional.ofNullable(item(user).get("active"))
        .map(active -> toCodeSet(active.m()))
        .flatMap(
            set -> set.find(code).filter(hash -> markAsUsed(user, set, hash)).map(_ -> set.salt()));
  }

  /** Returns false if another code of the set was used, or the set was replaced meanwhile. */
  private boolean markAsUsed(UserId user, CodeSet set, String hash) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(key(user))
              .updateExpression("SET active.usedCode = :hash")
              .conditionExpression(
                  "active.salt = :salt"
                      + " AND (attribute_not_exists(active.usedCode) OR active.usedCode = :hash)")
              .expressionAttributeValues(Map.of(":salt", fromS(set.salt()), ":hash", fromS(hash))));
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  @Override
  public void deleteActive(UserId user, String set) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(key(user))
              .updateExpression("REMOVE active")
              .conditionExpression("active.salt = :salt")
              .expressionAttributeValues(Map.of(":salt", fromS(set))));
    } catch (ConditionalCheckFailedException _) {
      // They are deleted or replaced.
    }
  }

  @Override
  public void delete(UserId user) {
    dynamo.deleteItem(delete -> delete.tableName(table).key(key(user)));
  }

  @Override
  public boolean exist(UserId user) {
    var item = item(user);
    return item.containsKey("active") || item.containsKey("prepared");
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
