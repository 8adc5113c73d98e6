package dev.madang.user.quota;

import static dev.madang.defaults.problem.CommonProblem.PRECONDITION_FAILED;
import static dev.madang.user.UserProblem.TOO_MANY_OPEN_UPLOADS;
import static dev.madang.user.quota.DynamoQuotaItem.number;
import static java.util.Objects.requireNonNull;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.user.UserId;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

@Repository
class DynamoQuotas implements Quotas {

  private static final int MAX_RELEASED_AT_ONCE = 20;

  private final DynamoDbClient dynamo;
  private final QuotaProperties properties;
  private final Clock clock;

  DynamoQuotas(DynamoDbClient dynamo, QuotaProperties properties, Clock clock) {
    this.dynamo = dynamo;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public Quota of(UserId user) {
    var found = dynamo.getItem(get -> get.tableName(properties.table()).key(key(user)));
    return found.hasItem() ? DynamoQuotaItem.of(found.item()).quota() : initial();
  }

  @Override
  public VersionedQuota versioned(UserId user) {
    return read(user)
        .map(DynamoQuotaItem::versioned)
        .orElseGet(() -> new VersionedQuota(initial(), 0));
  }

  @Override
  public void reserve(Reservation reservation) {
    OptimisticRetry.run(() -> tryReserve(reservation));
  }

  private boolean tryReserve(Reservation wanted) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(properties.table())
              .key(key(wanted.owner()))
              .updateExpression(
                  "SET #available = #available - :size, #reserved = #reserved + :size,"
                      + " #reservations.#id = :reservation, #version = #version + :one")
              .conditionExpression(
                  "attribute_exists(#userId) AND attribute_not_exists(#reservations.#id)"
                      + " AND #available >= :size AND size(#reservations) < :max")
              .expressionAttributeNames(
                  names(wanted, "userId", "available", "reserved", "reservations", "version"))
              .expressionAttributeValues(
                  Map.of(
                      ":size", number(wanted.size()),
                      ":reservation", DynamoQuotaItem.reservation(wanted),
                      ":max", number(properties.maxOpenUploads()),
                      ":one", number(1)))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return true;
    } catch (TransactionConflictException objectIsCounted) {
      return false;
    } catch (ConditionalCheckFailedException refused) {
      if (!refused.hasItem()) {
        create(wanted.owner());
        return false;
      }
      return isHandled(wanted, DynamoQuotaItem.of(refused.item()));
    }
  }

  /** Extends an existing reservation; else false, for a retry, if expired ones were released. */
  private boolean isHandled(Reservation wanted, DynamoQuotaItem quota) {
    if (quota.has(wanted)) {
      return tryExtend(wanted);
    }
    if (releaseExpired(quota)) {
      return false;
    }
    if (quota.reservations().size() >= properties.maxOpenUploads()) {
      throw TOO_MANY_OPEN_UPLOADS.exception();
    }
    throw quota.quota().exceeded();
  }

  private boolean tryExtend(Reservation reservation) {
    return tryUpdate(
        reservation.owner(),
        "SET #reservations.#id.#expiresAt = :end, #version = #version + :one",
        "attribute_exists(#reservations.#id)",
        names(reservation, "reservations", "expiresAt", "version"),
        Map.of(":end", number(reservation.expiresAt().toEpochMilli()), ":one", number(1)));
  }

  @Override
  public void release(Reservation reservation) {
    OptimisticRetry.run(() -> tryRelease(reservation));
  }

  private boolean tryRelease(Reservation reservation) {
    return tryUpdate(
            reservation.owner(),
            "SET #available = #available + :size, #reserved = #reserved - :size,"
                + " #version = #version + :one REMOVE #reservations.#id",
            "attribute_exists(#reservations.#id)",
            names(reservation, "available", "reserved", "reservations", "version"),
            Map.of(":size", number(reservation.size()), ":one", number(1)))
        || read(reservation.owner()).filter(quota -> quota.has(reservation)).isEmpty();
  }

  /** Whether reservations have expired; this call or a concurrent one releases them. */
  boolean releaseExpired(DynamoQuotaItem quota) {
    var expired = quota.expiredAt(clock.instant()).stream().limit(MAX_RELEASED_AT_ONCE).toList();
    if (expired.isEmpty()) {
      return false;
    }
    var names = new HashMap<>(names("available", "reserved", "reservations", "version"));
    names.put("#expiresAt", "expiresAt");
    var values = new HashMap<String, AttributeValue>();
    values.put(":size", number(expired.stream().mapToLong(Reservation::size).sum()));
    values.put(":one", number(1));
    for (int i = 0; i < expired.size(); i++) {
      names.put("#id" + i, expired.get(i).id());
      values.put(":end" + i, number(expired.get(i).expiresAt().toEpochMilli()));
    }
    tryUpdate(
        quota.user(),
        "SET #available = #available + :size, #reserved = #reserved - :size,"
            + " #version = #version + :one REMOVE "
            + each(expired.size(), "#reservations.#id%1$d", ", "),
        // A reservation that was extended meanwhile stays.
        each(expired.size(), "#reservations.#id%1$d.#expiresAt = :end%1$d", " AND "),
        names,
        values);
    return true;
  }

  @Override
  public VersionedQuota setLimit(UserId user, long limit, OptionalLong expected) {
    var changed = new AtomicReference<VersionedQuota>();
    OptimisticRetry.run(() -> {
      var before = readOrCreate(user);
      if (expected.isPresent() && expected.getAsLong() != before.version()) {
        throw PRECONDITION_FAILED.exception();
      }
      changed.set(before.withLimit(limit));
      return trySetLimit(before, limit);
    });
    return requireNonNull(changed.get());
  }

  private boolean trySetLimit(DynamoQuotaItem before, long limit) {
    return tryUpdate(
        before.user(),
        "SET #limit = :limit, #available = :available, #version = #version + :one",
        "#version = :version",
        names("limit", "available", "version"),
        Map.of(
            ":limit", number(limit),
            ":available", number(before.available() + limit - before.quota().limit()),
            ":version", number(before.version()),
            ":one", number(1)));
  }

  /** Stores a quota, unless it has changed. */
  boolean tryReplace(DynamoQuotaItem balanced) {
    return tryUpdate(
        balanced.user(),
        "SET #available = :available, #used = :used, #reserved = :reserved,"
            + " #version = #version + :one",
        "#version = :version",
        names("available", "used", "reserved", "version"),
        Map.of(
            ":available", number(balanced.available()),
            ":used", number(balanced.quota().used()),
            ":reserved", number(balanced.quota().reserved()),
            ":version", number(balanced.version()),
            ":one", number(1)));
  }

  /**
   * The quota's part of the transaction that changes an object.
   *
   * @param fulfilled the reservation that the object replaces
   */
  TransactWriteItem change(UserId user, long addedBytes, Optional<Reservation> fulfilled) {
    var released = fulfilled.map(Reservation::size).orElse(0L);
    var names = new HashMap<>(names("available", "used", "reserved", "version", "userId"));
    fulfilled.ifPresent(it -> names.putAll(names(it, "reservations")));
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(properties.table())
                .key(key(user))
                .updateExpression(
                    "SET #available = #available + :freed, #used = #used + :more,"
                        + " #reserved = #reserved - :released, #version = #version + :one"
                        + (fulfilled.isPresent() ? " REMOVE #reservations.#id" : ""))
                .conditionExpression(
                    fulfilled.isPresent()
                        ? "attribute_exists(#userId) AND attribute_exists(#reservations.#id)"
                        : "attribute_exists(#userId)")
                .expressionAttributeNames(names)
                .expressionAttributeValues(
                    Map.of(
                        ":freed", number(released - addedBytes),
                        ":more", number(addedBytes),
                        ":released", number(released),
                        ":one", number(1))))
        .build();
  }

  /** The quota of a user without a stored one. */
  Quota initial() {
    return new Quota(properties.limit().toBytes(), 0, 0);
  }

  /** The quota's part of the transaction that reads an object. */
  TransactGetItem get(UserId user) {
    return TransactGetItem.builder()
        .get(get -> get.tableName(properties.table()).key(key(user)))
        .build();
  }

  Optional<DynamoQuotaItem> read(UserId user) {
    var found =
        dynamo.getItem(
            get -> get.tableName(properties.table()).key(key(user)).consistentRead(true));
    return found.hasItem() ? Optional.of(DynamoQuotaItem.of(found.item())) : Optional.empty();
  }

  DynamoQuotaItem readOrCreate(UserId user) {
    return read(user)
        .orElseGet(() -> {
          create(user);
          return read(user).orElseThrow();
        });
  }

  private void create(UserId user) {
    try {
      dynamo.putItem(put ->
          put.tableName(properties.table())
              .item(DynamoQuotaItem.initial(user, properties.limit().toBytes()))
              .conditionExpression("attribute_not_exists(#userId)")
              .expressionAttributeNames(names("userId")));
    } catch (ConditionalCheckFailedException existing) {
      // A concurrent request created it.
    }
  }

  @Override
  public void delete(UserId user) {
    dynamo.deleteItem(delete -> delete.tableName(properties.table()).key(key(user)));
  }

  @Override
  public boolean exists(UserId user) {
    return read(user).isPresent();
  }

  @Override
  public List<UserId> users(Optional<UserId> after) {
    return dynamo
        .scan(scan -> {
          scan.tableName(properties.table())
              .projectionExpression("#userId")
              .expressionAttributeNames(names("userId"))
              .limit(100);
          after.ifPresent(user -> scan.exclusiveStartKey(key(user)));
        })
        .items()
        .stream()
        .map(item -> new UserId(item.getOrDefault("userId", fromS("")).s()))
        .toList();
  }

  private boolean tryUpdate(
      UserId user,
      String update,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    try {
      dynamo.updateItem(request ->
          request
              .tableName(properties.table())
              .key(key(user))
              .updateExpression(update)
              .conditionExpression(condition)
              .expressionAttributeNames(names)
              .expressionAttributeValues(values)
              .returnValues(ReturnValue.NONE));
      return true;
    } catch (ConditionalCheckFailedException | TransactionConflictException lost) {
      return false;
    }
  }

  private static Map<String, AttributeValue> key(UserId user) {
    return Map.of("userId", fromS(user.value()));
  }

  /** Placeholders for all attributes: DynamoDB reserves several of the words. */
  private static Map<String, String> names(String... attributes) {
    return Arrays.stream(attributes).collect(Collectors.toMap(name -> "#" + name, name -> name));
  }

  private static Map<String, String> names(Reservation reservation, String... attributes) {
    var names = new HashMap<>(names(attributes));
    names.put("#id", reservation.id());
    return names;
  }

  private static String each(int count, String pattern, String separator) {
    return IntStream.range(0, count)
        .mapToObj(pattern::formatted)
        .collect(Collectors.joining(separator));
  }
}
