package dev.madang.user.quota;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A stored quota.
 *
 * @param available negative if the limit is exceeded; stored because a condition expression cannot
 *     subtract
 * @param version changes with every change
 */
record DynamoQuotaItem(
    UserId user, Quota quota, long available, List<Reservation> reservations, long version) {

  static Map<String, AttributeValue> initial(UserId user, long limit) {
    return Map.of(
        "userId", fromS(user.value()),
        "limit", number(limit),
        "available", number(limit),
        "used", number(0),
        "reserved", number(0),
        "reservations", fromM(Map.of()),
        "version", number(0));
  }

  static AttributeValue reservation(Reservation reservation) {
    return fromM(
        Map.of(
            "key", fromS(reservation.key().path()),
            "size", number(reservation.size()),
            "expiresAt", number(reservation.expiresAt().toEpochMilli())));
  }

  static AttributeValue number(long value) {
    return fromN(Long.toString(value));
  }

  static DynamoQuotaItem of(Map<String, AttributeValue> item) {
    var user = new UserId(attribute(item, "userId").s());
    var reservations =
        attribute(item, "reservations").m().entrySet().stream()
            .map(it -> reservation(user, it.getKey(), it.getValue().m()))
            .toList();
    return new DynamoQuotaItem(
        user,
        new Quota(number(item, "limit"), number(item, "used"), number(item, "reserved")),
        number(item, "available"),
        reservations,
        number(item, "version"));
  }

  private static Reservation reservation(
      UserId user, String id, Map<String, AttributeValue> reservation) {
    return new Reservation(
        id,
        new ObjectKey(user, attribute(reservation, "key").s()),
        number(reservation, "size"),
        Instant.ofEpochMilli(number(reservation, "expiresAt")));
  }

  VersionedQuota versioned() {
    return new VersionedQuota(quota, version);
  }

  /** The quota after {@link DynamoQuotas#setLimit}. */
  VersionedQuota withLimit(long limit) {
    return new VersionedQuota(new Quota(limit, quota.used(), quota.reserved()), version + 1);
  }

  boolean has(Reservation wanted) {
    return reservations.stream().anyMatch(it -> it.id().equals(wanted.id()));
  }

  List<Reservation> expiredAt(Instant now) {
    return reservations.stream().filter(it -> !it.expiresAt().isAfter(now)).toList();
  }

  /** The reservation of an object that was uploaded. */
  Optional<Reservation> reservationOf(ObjectUsage uploaded) {
    return reservations.stream()
        .filter(it -> it.key().equals(uploaded.key()) && it.size() == uploaded.bytes())
        .findFirst();
  }

  /** The quota that the objects and reservations add up to. */
  DynamoQuotaItem balanced(long used) {
    var reserved = reservations.stream().mapToLong(Reservation::size).sum();
    var limit = quota.limit();
    return new DynamoQuotaItem(
        user, new Quota(limit, used, reserved), limit - used - reserved, reservations, version);
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    return Long.parseLong(attribute(item, name).n());
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("quota without " + name);
    }
    return value;
  }
}
