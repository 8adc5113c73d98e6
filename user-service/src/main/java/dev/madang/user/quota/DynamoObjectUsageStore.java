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

/** The quota changes in the same transaction, so that it is always the sum of the objects. */
@Repository
class DynamoObjectUsageStore implements ObjectUsageStore {

  private static final int MOST_FORGOTTEN_AT_ONCE = 200;
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
  public void count(ObjectKey key, OptionalLong size, Sequencer event) {
    OptimisticRetry.run(() -> {
      var seen = find(key);
      return seen.filter(it -> it.isAsNewAs(event)).isPresent()
          || replace(seen, new ObjectUsage(key, size, Optional.of(event))) == Outcome.DONE;
    });
  }

  @Override
  public boolean correct(ObjectKey key, Optional<ObjectUsage> seen, OptionalLong size) {
    var outcomes = new ArrayList<Outcome>();
    // The sequencer stays: events that were counted stay counted.
    var found = new ObjectUsage(key, size, seen.flatMap(ObjectUsage::sequencer));
    OptimisticRetry.run(() -> {
      outcomes.add(replace(seen, found));
      return outcomes.getLast() != Outcome.BUSY;
    });
    return outcomes.getLast() == Outcome.DONE;
  }

  private Outcome replace(Optional<ObjectUsage> seen, ObjectUsage now) {
    long more = now.bytes() - seen.map(ObjectUsage::bytes).orElse(0L);
    var owner = now.key().owner();
    var arrived =
        now.size().isPresent()
            ? quotas.readOrOpen(owner).reservationOf(now)
            : Optional.<Reservation>empty();
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(put(seen, now));
    if (more != 0 || arrived.isPresent()) {
      writes.add(quotas.change(owner, more, arrived));
    }
    try {
      dynamo.transactWriteItems(transaction -> transaction.transactItems(writes));
      return Outcome.DONE;
    } catch (TransactionCanceledException lost) {
      var object = lost.cancellationReasons().getFirst();
      return "ConditionalCheckFailed".equals(object.code()) ? Outcome.CHANGED : Outcome.BUSY;
    }
  }

  private enum Outcome {
    DONE,
    /** Something else is counted under the key by now. */
    CHANGED,
    BUSY
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
    return found.hasItem() ? Optional.of(toCounted(found.item())) : Optional.empty();
  }

  @Override
  public QuotaSnapshot standing(ObjectKey key) {
    var read = new ArrayList<QuotaSnapshot>();
    OptimisticRetry.run(() -> {
      readTogether(key).ifPresent(read::add);
      return !read.isEmpty();
    });
    return read.getFirst();
  }

  /** Empty when somebody changes one of the two just now. */
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
              quota.hasItem() ? DynamoQuotaItem.of(quota.item()).quota() : quotas.fresh(),
              object.hasItem() ? toCounted(object.item()).size() : OptionalLong.empty()));
    } catch (TransactionCanceledException busy) {
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
        .map(DynamoObjectUsageStore::toCounted)
        .toList();
  }

  @Override
  public Balance balance(UserId user) {
    for (int attempt = 0; attempt < BALANCING_ATTEMPTS; attempt++) {
      // The quota first: it may only be replaced if no object has changed since.
      var quota = quotas.readOrOpen(user);
      if (quotas.releaseExpired(quota)) {
        attempt--;
        continue;
      }
      var balanced = quota.balanced(used(user));
      if (balanced.equals(quota)) {
        return Balance.RIGHT;
      }
      if (quotas.isReplaced(balanced)) {
        return Balance.CORRECTED;
      }
    }
    return Balance.BUSY;
  }

  private long used(UserId user) {
    return dynamo.queryPaginator(query -> all(user, query)).items().stream()
        .mapToLong(item -> toCounted(item).bytes())
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
  public long remembered(UserId user) {
    return dynamo.queryPaginator(query -> all(user, query).select(Select.COUNT)).stream()
        .mapToLong(QueryResponse::count)
        .sum();
  }

  @Override
  public boolean forgetSome(UserId user) {
    var some = list(user, Optional.empty(), MOST_FORGOTTEN_AT_ONCE);
    for (var counted : some) {
      dynamo.deleteItem(
          delete -> delete.tableName(properties.objectUsageTable()).key(key(counted.key())));
    }
    return some.size() < MOST_FORGOTTEN_AT_ONCE;
  }

  private Map<String, AttributeValue> toItem(ObjectUsage counted) {
    var item = new HashMap<>(key(counted.key()));
    counted.sequencer().ifPresent(it -> item.put("sequencer", fromS(it.value())));
    counted
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

  private static ObjectUsage toCounted(Map<String, AttributeValue> item) {
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
