package dev.madang.user.quota;

import static dev.madang.user.quota.DynamoQuotaItem.number;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.user.UserId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Changes an object and its quota in one transaction: the quota is the sum of the objects. */
@Repository
class DynamoObjectUsageStore implements ObjectUsageStore {

  private static final int MAX_ERASED_AT_ONCE = 200;
  private static final int BALANCING_ATTEMPTS = 3;

  private final DynamoDbClient dynamo;
  private final DynamoQuotas quotas;
  private final QuotaProperties properties;
  private final Clock clock;

  DynamoObjectUsageStore(
      DynamoDbClient dynamo, DynamoQuotas quotas, QuotaProperties properties, Clock clock) {
    this.dynamo = dynamo;
    this.quotas = quotas;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public void record(ObjectKey key, OptionalLong size, Sequencer event) {
    OptimisticRetry.run(() -> {
      var seen = find(key);
      return seen.filter(it -> it.isAsNewAs(event)).isPresent()
          || replace(seen, new ObjectUsage(key, size, Optional.of(event))) == Outcome.DONE;
    });
  }

  @Override
  public boolean correct(ObjectKey key, Optional<ObjectUsage> seen, OptionalLong size) {
    var outcomes = new ArrayList<Outcome>();
    // The sequencer stays: recorded events must not be recorded again.
    var actual = new ObjectUsage(key, size, seen.flatMap(ObjectUsage::sequencer));
    OptimisticRetry.run(() -> {
      outcomes.add(replace(seen, actual));
      return outcomes.getLast() != Outcome.CONTENDED;
    });
    return outcomes.getLast() == Outcome.DONE;
  }

  private Outcome replace(Optional<ObjectUsage> seen, ObjectUsage now) {
    long added = now.bytes() - seen.map(ObjectUsage::bytes).orElse(0L);
    var owner = now.key().owner();
    var reservation =
        now.size().isPresent()
            ? quotas.readOrCreate(owner).reservationOf(now)
            : Optional.<Reservation>empty();
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(put(seen, now));
    if (added != 0 || reservation.isPresent()) {
      writes.add(quotas.change(owner, added, reservation));
    }
    try {
      dynamo.transactWriteItems(transaction -> transaction.transactItems(writes));
      return Outcome.DONE;
    } catch (TransactionCanceledException lost) {
      var object = lost.cancellationReasons().getFirst();
      return "ConditionalCheckFailed".equals(object.code()) ? Outcome.OUTDATED : Outcome.CONTENDED;
    }
  }

  private enum Outcome {
    DONE,
    /** Another change of the object was recorded meanwhile. */
    OUTDATED,
    CONTENDED
  }

  private TransactWriteItem put(Optional<ObjectUsage> seen, ObjectUsage now) {
    var values = new HashMap<String, AttributeValue>();
    var conditions = new ArrayList<String>();
    conditions.add(seen.isPresent() ? "attribute_exists(#key)" : "attribute_not_exists(#key)");
    seen.ifPresent(it -> {
      toItem(it)
          .forEach((name, value) -> {
            if (name.equals("size") || name.equals("sequencer")) {
              values.put(":" + name, value);
              conditions.add("#%1$s = :%1$s".formatted(name));
            }
          });
      if (it.sequencer().isEmpty()) {
        conditions.add("attribute_not_exists(#sequencer)");
      }
      if (it.size().isEmpty()) {
        conditions.add("attribute_not_exists(#size)");
      }
    });
    var condition = String.join(" AND ", conditions);
    return TransactWriteItem.builder()
        .put(put -> {
          put.tableName(properties.objectUsageTable())
              .item(toItem(now))
              .conditionExpression(condition)
              .expressionAttributeNames(namesIn(condition));
          if (!values.isEmpty()) {
            put.expressionAttributeValues(values);
          }
        })
        .build();
  }

  private Optional<ObjectUsage> find(ObjectKey key) {
    var found =
        dynamo.getItem(
            get -> get.tableName(properties.objectUsageTable()).key(key(key)).consistentRead(true));
    return found.hasItem() ? Optional.of(toUsage(found.item())) : Optional.empty();
  }

  @Override
  public QuotaSnapshot snapshot(ObjectKey key) {
    var read = new ArrayList<QuotaSnapshot>();
    OptimisticRetry.run(() -> {
      readTogether(key).ifPresent(read::add);
      return !read.isEmpty();
    });
    return read.getFirst();
  }

  /** Empty after a conflict with a concurrent change. */
  private Optional<QuotaSnapshot> readTogether(ObjectKey key) {
    try {
      var found =
          dynamo
              .transactGetItems(both ->
                  both.transactItems(
                      quotas.get(key.owner()),
                      TransactGetItem.builder()
                          .get(get -> get.tableName(properties.objectUsageTable()).key(key(key)))
                          .build()))
              .responses();
      var quota = found.getFirst();
      var object = found.getLast();
      return Optional.of(
          new QuotaSnapshot(
              quota.hasItem() ? DynamoQuotaItem.of(quota.item()).quota() : quotas.initial(),
              object.hasItem() ? toUsage(object.item()).size() : OptionalLong.empty()));
    } catch (TransactionCanceledException conflict) {
      return Optional.empty();
    }
  }

  @Override
  public List<ObjectUsage> list(UserId user, Optional<ObjectKey> after, int limit) {
    return dynamo
        .queryPaginator(query -> {
          all(user, query).limit(limit);
          after.ifPresent(key -> query.exclusiveStartKey(key(key)));
        })
        .items()
        .stream()
        .limit(limit)
        .map(DynamoObjectUsageStore::toUsage)
        .toList();
  }

  @Override
  public Balance balance(UserId user) {
    for (int attempt = 0; attempt < BALANCING_ATTEMPTS; attempt++) {
      // The quota first: it is replaced only if no object has changed since.
      var quota = quotas.readOrCreate(user);
      if (quotas.releaseExpired(quota)) {
        attempt--;
        continue;
      }
      var balanced = quota.balanced(used(user));
      if (balanced.equals(quota)) {
        return Balance.CORRECT;
      }
      if (quotas.tryReplace(balanced)) {
        return Balance.CORRECTED;
      }
    }
    return Balance.CONTENDED;
  }

  private long used(UserId user) {
    return dynamo.queryPaginator(query -> all(user, query)).items().stream()
        .mapToLong(item -> toUsage(item).bytes())
        .sum();
  }

  private QueryRequest.Builder all(UserId user, QueryRequest.Builder query) {
    return query
        .tableName(properties.objectUsageTable())
        .keyConditionExpression("#userId = :userId")
        .expressionAttributeNames(Map.of("#userId", "userId"))
        .expressionAttributeValues(Map.of(":userId", fromS(user.value())))
        .consistentRead(true);
  }

  @Override
  public long count(UserId user) {
    return dynamo.queryPaginator(query -> all(user, query).select(Select.COUNT)).stream()
        .mapToLong(QueryResponse::count)
        .sum();
  }

  @Override
  public boolean erase(UserId user) {
    var some = list(user, Optional.empty(), MAX_ERASED_AT_ONCE);
    for (var usage : some) {
      dynamo.deleteItem(
          delete -> delete.tableName(properties.objectUsageTable()).key(key(usage.key())));
    }
    return some.size() < MAX_ERASED_AT_ONCE;
  }

  private Map<String, AttributeValue> toItem(ObjectUsage usage) {
    var item = new HashMap<>(key(usage.key()));
    usage.sequencer().ifPresent(it -> item.put("sequencer", fromS(it.value())));
    usage
        .size()
        .ifPresentOrElse(
            size -> item.put("size", number(size)),
            () ->
                item.put(
                    "expireAt",
                    number(
                        clock
                            .instant()
                            .plus(properties.deletedObjectRetention())
                            .getEpochSecond())));
    return item;
  }

  private static ObjectUsage toUsage(Map<String, AttributeValue> item) {
    var key = item.get("key");
    var size = item.get("size");
    return new ObjectUsage(
        Optional.ofNullable(key).map(AttributeValue::s).flatMap(ObjectKey::parse).orElseThrow(),
        size == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(size.n())),
        Optional.ofNullable(item.get("sequencer")).map(it -> new Sequencer(it.s())));
  }

  private static Map<String, AttributeValue> key(ObjectKey key) {
    return Map.of("userId", fromS(key.owner().value()), "key", fromS(key.toString()));
  }

  private static Map<String, String> namesIn(String condition) {
    var names = new HashMap<String, String>();
    for (var name : List.of("key", "size", "sequencer")) {
      if (condition.contains("#" + name)) {
        names.put("#" + name, name);
      }
    }
    return names;
  }
}
