package dev.madang.user.securityevent;

import static java.util.stream.Collectors.toMap;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.madang.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The service's role can put and query events, but neither update nor delete them. What anyone can
 * cause is counted in a table of its own, so that the number of items does not depend on it.
 */
@Repository
class DynamoSecurityEvents implements SecurityEvents {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoSecurityEvents.class);

  private final DynamoDbClient dynamo;
  private final SecurityEventProperties properties;
  private final Clock clock;

  DynamoSecurityEvents(DynamoDbClient dynamo, SecurityEventProperties properties, Clock clock) {
    this.dynamo = dynamo;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public void record(
      UserId user, SecurityEventType type, ClientInfo client, Map<String, String> details) {
    var now = clock.instant();
    var id = UlidCreator.getMonotonicUlid(now.toEpochMilli()).toString();
    try {
      dynamo.putItem(put ->
          put.tableName(properties.table())
              .item(toItem(user, new SecurityEvent(id, type, now, client, details)))
              .conditionExpression("attribute_not_exists(id)"));
    } catch (ConditionalCheckFailedException _) {
      // The id is unique: the SDK retried after a lost response.
      LOG.info("Duplicate put of security event {} skipped", id);
    }
  }

  @Override
  public void count(UserId user, SecurityEventType type, String step, ClientInfo client) {
    var now = clock.instant();
    dynamo.updateItem(update ->
        update
            .tableName(properties.countsTable())
            .key(
                Map.of(
                    "userId", fromS(user.value()),
                    "id", fromS(DailyCount.at(now, type, step).id())))
            .updateExpression(
                "SET #type = :type, step = :step, createdAt = if_not_exists(createdAt, :now),"
                    + " lastAt = :now, address = :address, userAgent = :userAgent,"
                    + " expireAt = :expireAt ADD #count :one")
            .expressionAttributeNames(Map.of("#type", "type", "#count", "count"))
            .expressionAttributeValues(
                Map.of(
                    ":type", fromS(type.code()),
                    ":step", fromS(step),
                    ":now", fromN(Long.toString(now.toEpochMilli())),
                    ":address", fromS(client.address()),
                    ":userAgent", fromS(client.userAgent()),
                    ":expireAt", fromN(expireAt(now)),
                    ":one", fromN("1"))));
  }

  @Override
  public List<SecurityEvent> newest(UserId user, Optional<String> before, int limit) {
    return Stream.concat(
            query(properties.table(), user, before, limit).map(DynamoSecurityEvents::toEvent),
            query(properties.countsTable(), user, before, limit)
                .map(DynamoSecurityEvents::toCountedEvent))
        .sorted(Comparator.comparing(SecurityEvent::id).reversed())
        .limit(limit)
        .toList();
  }

  private Stream<Map<String, AttributeValue>> query(
      String table, UserId user, Optional<String> before, int limit) {
    var values = new HashMap<>(Map.of(":userId", fromS(user.value())));
    before.ifPresent(id -> values.put(":before", fromS(id)));
    return dynamo
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression(
                    before.isPresent() ? "#userId = :userId AND id < :before" : "#userId = :userId")
                .expressionAttributeNames(Map.of("#userId", "userId"))
                .expressionAttributeValues(values)
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(limit))
        .items()
        .stream();
  }

  private Map<String, AttributeValue> toItem(UserId user, SecurityEvent event) {
    return Map.of(
        "userId", fromS(user.value()),
        "id", fromS(event.id()),
        "type", fromS(event.type().code()),
        "createdAt", fromN(Long.toString(event.createdAt().toEpochMilli())),
        "address", fromS(event.client().address()),
        "userAgent", fromS(event.client().userAgent()),
        "details",
            fromM(
                event.details().entrySet().stream()
                    .collect(toMap(Map.Entry::getKey, detail -> fromS(detail.getValue())))),
        "expireAt", fromN(expireAt(event.createdAt())));
  }

  private String expireAt(Instant time) {
    return Long.toString(time.plus(properties.retention()).getEpochSecond());
  }

  private static SecurityEvent toEvent(Map<String, AttributeValue> item) {
    return new SecurityEvent(
        attribute(item, "id").s(),
        SecurityEventType.of(attribute(item, "type").s()),
        millis(item, "createdAt"),
        client(item),
        attribute(item, "details").m().entrySet().stream()
            .collect(toMap(Map.Entry::getKey, detail -> detail.getValue().s())));
  }

  private static SecurityEvent toCountedEvent(Map<String, AttributeValue> item) {
    var firstAt = millis(item, "createdAt");
    var type = SecurityEventType.of(attribute(item, "type").s());
    return DailyCount.at(firstAt, type, attribute(item, "step").s())
        .toEvent(
            firstAt,
            millis(item, "lastAt"),
            Long.parseLong(attribute(item, "count").n()),
            client(item));
  }

  private static ClientInfo client(Map<String, AttributeValue> item) {
    return new ClientInfo(attribute(item, "address").s(), attribute(item, "userAgent").s());
  }

  private static Instant millis(Map<String, AttributeValue> item, String name) {
    return Instant.ofEpochMilli(Long.parseLong(attribute(item, name).n()));
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("a security event without " + name);
    }
    return value;
  }
}
