package dev.madang.user.session;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Two partitions per day, so that a reader that continues needs few of them. Most revocations
 * expire with the last access token; those have a partition of their own, of which a reader never
 * needs more than two.
 */
@Repository
class DynamoRevocations implements Revocations {

  /** Longer than clocks differ and longer than a put takes with its retries. */
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  /** What the key of such a partition has behind its day. */
  private static final String SHORT_LIVED = "#access-token";

  private final DynamoDbClient dynamo;
  private final SessionProperties properties;
  private final Clock clock;

  DynamoRevocations(DynamoDbClient dynamo, SessionProperties properties, Clock clock) {
    this.dynamo = dynamo;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public void add(Revocation revocation) {
    var now = clock.instant();
    var id = RevocationId.at(now);
    var isShortLived = !revocation.expiresAt().isAfter(now.plus(properties.accessTokenLifetime()));
    var partition = id.day() + (isShortLived ? SHORT_LIVED : "");
    dynamo.putItem(put ->
        put.tableName(properties.revocationsTable()).item(toItem(partition, id, revocation)));
  }

  @Override
  public Page after(Optional<RevocationId> position, int limit) {
    var now = clock.instant();
    var oldest = RevocationId.before(now.minus(properties.maxLifetime()));
    var start = position.map(oldest::max).orElse(oldest);
    var startOfShortLived =
        start.max(RevocationId.before(now.minus(properties.accessTokenLifetime()).minus(OVERLAP)));
    // A writer's clock may be ahead of ours, in the next day already.
    var lastDay = LocalDate.ofInstant(now.plus(OVERLAP), ZoneOffset.UTC);
    var found = new ArrayList<Map<String, AttributeValue>>();
    for (var day = start.day();
        !day.isAfter(lastDay) && found.size() < limit;
        day = day.plusDays(1)) {
      var rest = limit - found.size();
      var ofDay = new ArrayList<>(in(day.toString(), start, rest));
      if (!day.isBefore(startOfShortLived.day())) {
        ofDay.addAll(in(day + SHORT_LIVED, startOfShortLived, rest));
      }
      ofDay.sort(Comparator.comparing(item -> attribute(item, "id").s()));
      found.addAll(ofDay.subList(0, Math.min(rest, ofDay.size())));
    }
    var items = found.stream().map(DynamoRevocations::toRevocation).toList();
    if (items.size() == limit) {
      return new Page(items, new RevocationId(attribute(found.getLast(), "id").s()), true);
    }
    // Not the position of this request: it may be the end of a full page a moment ago.
    return new Page(items, RevocationId.before(now.minus(OVERLAP)), false);
  }

  private List<Map<String, AttributeValue>> in(String partition, RevocationId after, int limit) {
    return dynamo
        .query(query ->
            query
                .tableName(properties.revocationsTable())
                .keyConditionExpression("#day = :day AND id > :after")
                .expressionAttributeNames(Map.of("#day", "day"))
                .expressionAttributeValues(
                    Map.of(":day", fromS(partition), ":after", fromS(after.value())))
                // A response from DAX's cache would be minutes old.
                .consistentRead(true)
                .limit(limit))
        .items();
  }

  private static Map<String, AttributeValue> toItem(
      String partition, RevocationId id, Revocation revocation) {
    var item =
        new HashMap<>(
            Map.of(
                "day", fromS(partition),
                "id", fromS(id.value()),
                "expireAt", fromSeconds(revocation.expiresAt())));
    switch (revocation) {
      case Revocation.OfSession(var session, var _) -> item.put("sessionId", fromS(session));
      case Revocation.OfUser(var user, var notBefore, var except, var _) -> {
        item.put("userId", fromS(user.value()));
        item.put("notBefore", fromSeconds(notBefore));
        except.ifPresent(session -> item.put("exceptSessionId", fromS(session)));
      }
    }
    return item;
  }

  private static Revocation toRevocation(Map<String, AttributeValue> item) {
    var expiresAt = seconds(item, "expireAt");
    var session = item.get("sessionId");
    return session != null
        ? new Revocation.OfSession(session.s(), expiresAt)
        : new Revocation.OfUser(
            new UserId(attribute(item, "userId").s()),
            seconds(item, "notBefore"),
            Optional.ofNullable(item.get("exceptSessionId")).map(AttributeValue::s),
            expiresAt);
  }

  private static AttributeValue fromSeconds(Instant time) {
    return fromN(Long.toString(time.getEpochSecond()));
  }

  private static Instant seconds(Map<String, AttributeValue> item, String name) {
    return Instant.ofEpochSecond(Long.parseLong(attribute(item, name).n()));
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("a revocation without " + name);
    }
    return value;
  }
}
