package dev.madang.notification.inbox;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.notification.recipient.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

@Repository
class DynamoInbox implements Inbox {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoInbox.class);

  private final DynamoDbClient dynamo;
  private final String table;

  DynamoInbox(DynamoDbClient dynamo, InboxProperties properties) {
    this.dynamo = dynamo;
    this.table = properties.table();
  }

  @Override
  public void add(UserId recipient, Entry entry) {
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(toItem(recipient, entry))
              .conditionExpression("attribute_not_exists(id)"));
    } catch (ConditionalCheckFailedException _) {
      LOG.info("Entry {} was there before", entry.id());
    }
  }

  @Override
  public List<Entry> newest(UserId recipient, Optional<EntryId> before, int limit) {
    var keys = new HashMap<>(Map.of(":recipient", fromS(recipient.value())));
    before.ifPresent(id -> keys.put(":before", fromS(id.value())));
    return dynamo
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression(
                    before.isPresent()
                        ? "recipient = :recipient AND id < :before"
                        : "recipient = :recipient")
                .expressionAttributeValues(keys)
                .scanIndexForward(false)
                .limit(limit))
        .items()
        .stream()
        .map(DynamoInbox::toEntry)
        .toList();
  }

  private static Map<String, AttributeValue> toItem(UserId recipient, Entry entry) {
    var item =
        new HashMap<>(
            Map.of(
                "recipient", fromS(recipient.value()),
                "id", fromS(entry.id().value()),
                "type", fromS(entry.type()),
                "subject", fromS(entry.subject()),
                "text", fromS(entry.text()),
                "createdAt", fromN(Long.toString(entry.createdAt().toEpochMilli()))));
    if (entry.reason() != null) {
      item.put("reason", fromS(entry.reason()));
    }
    return item;
  }

  private static Entry toEntry(Map<String, AttributeValue> item) {
    var reason = item.get("reason");
    return new Entry(
        new EntryId(attribute(item, "id").s()),
        attribute(item, "type").s(),
        attribute(item, "subject").s(),
        attribute(item, "text").s(),
        reason == null ? null : reason.s(),
        Instant.ofEpochMilli(Long.parseLong(attribute(item, "createdAt").n())));
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("An entry without " + name);
    }
    return value;
  }
}
