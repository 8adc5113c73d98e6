package dev.madang.notification.email;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** An item has {@code claimedUntil} until its mail is sent, then {@code messageId}. */
@Repository
class DynamoDeliveryLog implements DeliveryLog {

  private final DynamoDbClient dynamo;
  private final String table;

  DynamoDeliveryLog(DynamoDbClient dynamo, EmailProperties properties) {
    this.dynamo = dynamo;
    this.table = properties.table();
  }

  @Override
  public Claim claim(String mail, Instant now, Instant until) {
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(Map.of("id", fromS(mail), "claimedUntil", millis(until)))
              .conditionExpression("attribute_not_exists(id) OR claimedUntil <= :now")
              .expressionAttributeValues(Map.of(":now", millis(now)))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return new Claim.Granted();
    } catch (ConditionalCheckFailedException taken) {
      return existing(taken.item());
    }
  }

  @Override
  public void markSent(String mail, String messageId, Instant now) {
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(key(mail))
            .updateExpression("SET messageId = :messageId, sentAt = :now REMOVE claimedUntil")
            .expressionAttributeValues(
                Map.of(":messageId", fromS(messageId), ":now", millis(now))));
  }

  @Override
  public boolean exists(String mail) {
    return dynamo
        .getItem(get -> get.tableName(table).key(key(mail)).consistentRead(true))
        .hasItem();
  }

  @Override
  public void delete(String mail) {
    dynamo.deleteItem(delete -> delete.tableName(table).key(key(mail)));
  }

  private static Map<String, AttributeValue> key(String mail) {
    return Map.of("id", fromS(mail));
  }

  private static Claim existing(Map<String, AttributeValue> item) {
    var until = item.get("claimedUntil");
    return until == null
        ? new Claim.AlreadySent()
        : new Claim.ClaimedByOther(Instant.ofEpochMilli(Long.parseLong(until.n())));
  }

  private static AttributeValue millis(Instant time) {
    return fromN(Long.toString(time.toEpochMilli()));
  }
}
