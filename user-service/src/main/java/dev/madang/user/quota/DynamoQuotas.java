package dev.madang.user.quota;

import static dev.madang.user.quota.DynamoQuotaItem.number;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.user.UserId;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final int MOST_GIVEN_BACK_AT_ONCE = 20;

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
    return found.hasItem() ? DynamoQuotaItem.of(found.item()).quota() : fresh();
  }

  @Override
  public void reserve(Reservation reservation) {
    OptimisticRetry.run(() -> isReserved(reservation));
  }

  private boolean isReserved(Reservation wanted) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(properties.table())
              .key(key(wanted.owner()))
              .updateExpression(
                  "SET #available = #available - :bytes, #reserved = #reserved + :bytes,"
                      + " #reservations.#id = :reservation, #version = #version + :one")
              .conditionExpression(
                  "attribute_exists(#userId) AND attribute_not_exists(#reservations.#id)"
                      + " AND #available >= :bytes AND size(#reservations) < :most")
              .expressionAttributeNames(
                  names(wanted, "userId", "available", "reserved", "reservations", "version"))
              .expressionAttributeValues(
                  Map.of(
                      ":bytes", number(wanted.bytes()),
                      ":reservation", DynamoQuotaItem.reservation(wanted),
                      ":most", number(properties.maxOpenUploads()),
                      ":one", number(1)))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return true;
    } catch (TransactionConflictException anObjectArrives) {
      return false;
    } catch (ConditionalCheckFailedException refused) {
      if (!refused.hasItem()) {
        open(wanted.owner());
        return false;
      }
      return stands(wanted, DynamoQuotaItem.of(refused.item()));
    }
  }

  /** Whether it was reserved before. If not, and if that makes room, it is worth another try. */
  private boolean stands(Reservation wanted, DynamoQuotaItem quota) {
    if (quota.holds(wanted)) {
      return isProlonged(wanted);
    }
    if (releaseExpired(quota)) {
      return false;
    }
    if (quota.reservations().size() >= properties.maxOpenUploads()) {
      throw new TooManyOpenUploads(properties.maxOpenUploads());
    }
    throw new QuotaExceeded(quota.quota());
  }

  private boolean isProlonged(Reservation reservation) {
    return isUpdated(
        reservation.owner(),
        "SET #reservations.#id.#expiresAt = :end, #version = #version + :one",
        "attribute_exists(#reservations.#id)",
        names(reservation, "reservations", "expiresAt", "version"),
        Map.of(":end", number(reservation.expiresAt().toEpochMilli()), ":one", number(1)));
  }

  @Override
  public void release(Reservation reservation) {
    OptimisticRetry.run(() -> isReleased(reservation));
  }

  private boolean isReleased(Reservation reservation) {
    return isUpdated(
            reservation.owner(),
            "SET #available = #available + :bytes, #reserved = #reserved - :bytes,"
                + " #version = #version + :one REMOVE #reservations.#id",
            "attribute_exists(#reservations.#id)",
            names(reservation, "available", "reserved", "reservations", "version"),
            Map.of(":bytes", number(reservation.bytes()), ":one", number(1)))
        || read(reservation.owner()).filter(quota -> quota.holds(reservation)).isEmpty();
  }

  /** Whether there was something to give back, whoever did it. */
  boolean releaseExpired(DynamoQuotaItem quota) {
    var expired = quota.expiredAt(clock.instant()).stream().limit(MOST_GIVEN_BACK_AT_ONCE).toList();
    if (expired.isEmpty()) {
      return false;
    }
    var names = new HashMap<>(names("available", "reserved", "reservations", "version"));
    names.put("#expiresAt", "expiresAt");
    var values = new HashMap<String, AttributeValue>();
    values.put(":bytes", number(expired.stream().mapToLong(Reservation::bytes).sum()));
    values.put(":one", number(1));
    for (int i = 0; i < expired.size(); i++) {
      names.put("#id" + i, expired.get(i).id());
      values.put(":end" + i, number(expired.get(i).expiresAt().toEpochMilli()));
    }
    isUpdated(
        quota.user(),
        "SET #available = #available + :bytes, #reserved = #reserved - :bytes,"
            + " #version = #version + :one REMOVE "
            + each(expired.size(), "#reservations.#id%1$d", ", "),
        // Whoever was given another ticket meanwhile keeps the space.
        each(expired.size(), "#reservations.#id%1$d.#expiresAt = :end%1$d", " AND "),
        names,
        values);
    return true;
  }

  @Override
  public Quota limit(UserId user, long bytes) {
    OptimisticRetry.run(() -> isLimited(user, bytes));
    return read(user).map(DynamoQuotaItem::quota).orElseThrow();
  }

  private boolean isLimited(UserId user, long bytes) {
    var before = readOrOpen(user).quota().limit();
    return isUpdated(
        user,
        "SET #limit = :limit, #available = #available + :more, #version = #version + :one",
        "#limit = :before",
        names("limit", "available", "version"),
        Map.of(
            ":limit", number(bytes),
            ":before", number(before),
            ":more", number(bytes - before),
            ":one", number(1)));
  }

  /** Writes what it must say, unless anything has changed since. */
  boolean isReplaced(DynamoQuotaItem balanced) {
    return isUpdated(
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
   * The quota's part when an object changes.
   *
   * @param arrived the reservation that an object takes the place of
   */
  TransactWriteItem change(UserId user, long moreBytes, Optional<Reservation> arrived) {
    var returned = arrived.map(Reservation::bytes).orElse(0L);
    var names = new HashMap<>(names("available", "used", "reserved", "version", "userId"));
    arrived.ifPresent(it -> names.putAll(names(it, "reservations")));
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(properties.table())
                .key(key(user))
                .updateExpression(
                    "SET #available = #available + :freed, #used = #used + :more,"
                        + " #reserved = #reserved - :returned, #version = #version + :one"
                        + (arrived.isPresent() ? " REMOVE #reservations.#id" : ""))
                .conditionExpression(
                    arrived.isPresent()
                        ? "attribute_exists(#userId) AND attribute_exists(#reservations.#id)"
                        : "attribute_exists(#userId)")
                .expressionAttributeNames(names)
                .expressionAttributeValues(
                    Map.of(
                        ":freed", number(returned - moreBytes),
                        ":more", number(moreBytes),
                        ":returned", number(returned),
                        ":one", number(1))))
        .build();
  }

  /** Of a user who was never counted. */
  Quota fresh() {
    return new Quota(properties.limit().toBytes(), 0, 0);
  }

  /** The quota's part when it is read together with an object. */
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

  DynamoQuotaItem readOrOpen(UserId user) {
    return read(user)
        .orElseGet(() -> {
          open(user);
          return read(user).orElseThrow();
        });
  }

  private void open(UserId user) {
    try {
      dynamo.putItem(put ->
          put.tableName(properties.table())
              .item(DynamoQuotaItem.opened(user, properties.limit().toBytes()))
              .conditionExpression("attribute_not_exists(#userId)")
              .expressionAttributeNames(names("userId")));
    } catch (ConditionalCheckFailedException openedBefore) {
      // As good.
    }
  }

  @Override
  public void forget(UserId user) {
    dynamo.deleteItem(delete -> delete.tableName(properties.table()).key(key(user)));
  }

  @Override
  public boolean knows(UserId user) {
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

  private boolean isUpdated(
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

  /** Each is called by its name: several are words that DynamoDB reserves. */
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
