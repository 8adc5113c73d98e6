package dev.madang.notification.inbox;

import static java.util.stream.Collectors.toSet;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.notification.recipient.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Beside the entries, an item of an id that no entry has marks an inbox as closed and keeps the
 * count of that time; others say of a subject whether it is shown.
 */
@Repository
class DynamoInbox implements Inbox {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoInbox.class);

  // Sorts before every entry, whose id begins with a year.
  private static final String MARK = "#closed";
  private static final String SUBJECT = "#subject#";
  private static final String AFTER_ALL_SUBJECTS = "#subject$";
  private static final String FIRST_ENTRY = "0";
  private static final int BATCH = 25;

  private final DynamoDbClient dynamo;
  private final String table;
  private final InboxProperties properties;

  DynamoInbox(DynamoDbClient dynamo, InboxProperties properties) {
    this.dynamo = dynamo;
    this.table = properties.table();
    this.properties = properties;
  }

  @Override
  public void add(UserId recipient, Entry entry) {
    try {
      dynamo.transactWriteItems(write ->
          write.transactItems(
              isOpen(recipient),
              TransactWriteItem.builder()
                  .put(put ->
                      put.tableName(table)
                          .item(toItem(recipient, entry))
                          .conditionExpression("attribute_not_exists(id)"))
                  .build()));
    } catch (TransactionCanceledException refused) {
      rethrowUnlessRefused(refused);
      LOG.info("Entry {} was there before, or its inbox is closed", entry.id());
    }
  }

  private TransactWriteItem isOpen(UserId recipient) {
    return TransactWriteItem.builder()
        .conditionCheck(check ->
            check
                .tableName(table)
                .key(key(recipient, MARK))
                .conditionExpression("attribute_not_exists(id)"))
        .build();
  }

  /** Nothing but a condition that does not hold. */
  private static void rethrowUnlessRefused(TransactionCanceledException refused) {
    if (!refused.hasCancellationReasons()
        || refused.cancellationReasons().stream()
            .noneMatch(reason -> "ConditionalCheckFailed".equals(reason.code()))) {
      throw refused;
    }
  }

  @Override
  public void show(UserId recipient, String subject, boolean shown, Instant at) {
    try {
      dynamo.transactWriteItems(write ->
          write.transactItems(
              isOpen(recipient),
              TransactWriteItem.builder()
                  .update(update ->
                      update
                          .tableName(table)
                          .key(key(recipient, SUBJECT + subject))
                          .updateExpression(
                              "SET saidOf = :at, shown = :shown, expireAt = :expireAt")
                          // To the second on AWS: of two in one second the last to come stands.
                          .conditionExpression("attribute_not_exists(saidOf) OR saidOf <= :at")
                          .expressionAttributeValues(
                              Map.of(
                                  ":at", number(at.toEpochMilli()),
                                  ":shown", fromBool(shown),
                                  // No entry about it is kept for longer.
                                  ":expireAt",
                                      number(at.plus(properties.memory()).getEpochSecond()))))
                  .build()));
    } catch (TransactionCanceledException refused) {
      rethrowUnlessRefused(refused);
      LOG.info("Something later was said of {}, or its inbox is closed", subject);
    }
  }

  @Override
  public List<Entry> newest(UserId recipient, Optional<EntryId> before, int limit) {
    var end = before.map(EntryId::value).orElse("~");
    var hidden = hidden(recipient);
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("recipient = :recipient AND id BETWEEN :first AND :end")
                .expressionAttributeValues(
                    Map.of(
                        ":recipient", fromS(recipient.value()),
                        ":first", fromS(FIRST_ENTRY),
                        ":end", fromS(end)))
                .scanIndexForward(false)
                // BETWEEN takes its end in, which the reader knows already.
                .limit(limit + 1))
        .items()
        .stream()
        .filter(item -> before.isEmpty() || !attribute(item, "id").s().equals(end))
        .map(DynamoInbox::toEntry)
        .filter(entry -> !hidden.contains(entry.subject()))
        .limit(limit)
        .toList();
  }

  private Set<String> hidden(UserId recipient) {
    return subjects(recipient)
        .filter(item -> !attribute(item, "shown").bool())
        .map(item -> attribute(item, "id").s().substring(SUBJECT.length()))
        .collect(toSet());
  }

  private Stream<Map<String, AttributeValue>> subjects(UserId recipient) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("recipient = :recipient AND id BETWEEN :first AND :end")
                .expressionAttributeValues(
                    Map.of(
                        ":recipient", fromS(recipient.value()),
                        ":first", fromS(SUBJECT),
                        ":end", fromS(AFTER_ALL_SUBJECTS)))
                .consistentRead(true))
        .items()
        .stream();
  }

  @Override
  public Closed close(UserId recipient, long mails, Instant now) {
    var mark = key(recipient, MARK);
    // First nothing is added any more, then it is counted: the count is whole.
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(mark)
            .updateExpression("SET closedAt = if_not_exists(closedAt, :now), expireAt = :expireAt")
            .expressionAttributeValues(
                Map.of(
                    ":now", number(now.toEpochMilli()),
                    ":expireAt", number(now.plus(properties.mark()).getEpochSecond()))));
    var closed =
        dynamo
            .updateItem(update ->
                update
                    .tableName(table)
                    .key(mark)
                    .updateExpression(
                        "SET entries = if_not_exists(entries, :entries),"
                            + " mails = if_not_exists(mails, :mails)")
                    .expressionAttributeValues(
                        Map.of(":entries", number(ids(recipient).size()), ":mails", number(mails)))
                    .returnValues(ReturnValue.ALL_NEW))
            .attributes();
    return new Closed(
        Long.parseLong(attribute(closed, "entries").n()),
        Long.parseLong(attribute(closed, "mails").n()),
        Instant.ofEpochMilli(Long.parseLong(attribute(closed, "closedAt").n())));
  }

  @Override
  public void empty(UserId recipient) {
    var ids =
        Stream.concat(
                ids(recipient).stream(), subjects(recipient).map(item -> attribute(item, "id").s()))
            .toList();
    for (int from = 0; from < ids.size(); from += BATCH) {
      var removals =
          ids.subList(from, Math.min(from + BATCH, ids.size())).stream()
              .map(id ->
                  WriteRequest.builder()
                      .deleteRequest(delete -> delete.key(key(recipient, id)))
                      .build())
              .toList();
      var left = Map.of(table, removals);
      while (!left.isEmpty()) {
        var asked = left;
        left = dynamo.batchWriteItem(write -> write.requestItems(asked)).unprocessedItems();
      }
    }
  }

  private List<String> ids(UserId recipient) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("recipient = :recipient AND id >= :first")
                .expressionAttributeValues(
                    Map.of(":recipient", fromS(recipient.value()), ":first", fromS(FIRST_ENTRY)))
                .projectionExpression("id")
                .consistentRead(true))
        .items()
        .stream()
        .map(item -> attribute(item, "id").s())
        .toList();
  }

  private static Map<String, AttributeValue> key(UserId recipient, String id) {
    return Map.of("recipient", fromS(recipient.value()), "id", fromS(id));
  }

  private static AttributeValue number(long number) {
    return fromN(Long.toString(number));
  }

  private Map<String, AttributeValue> toItem(UserId recipient, Entry entry) {
    var item =
        new HashMap<>(
            Map.of(
                "recipient", fromS(recipient.value()),
                "id", fromS(entry.id().value()),
                "type", fromS(entry.type()),
                "subject", fromS(entry.subject()),
                "text", fromS(entry.text()),
                "createdAt", number(entry.createdAt().toEpochMilli()),
                "expireAt", number(entry.createdAt().plus(properties.memory()).getEpochSecond())));
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
