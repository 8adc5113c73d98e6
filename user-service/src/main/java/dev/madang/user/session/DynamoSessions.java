package dev.madang.user.session;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.madang.user.profile.UserId;
import dev.madang.user.security.Origin;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * An item a session, and one more for each user who signed out everywhere: it says when, so that
 * not every session has to be written then.
 */
@Repository
class DynamoSessions implements Sessions {

  /** The id of that item; no session is named so. */
  private static final String EVERYWHERE = "everywhere";

  private final DynamoDbClient dynamo;
  private final SessionProperties properties;
  private final Revocations revocations;
  private final Clock clock;
  private final Cache<String, Boolean> seenOfLate;

  DynamoSessions(
      DynamoDbClient dynamo, SessionProperties properties, Revocations revocations, Clock clock) {
    this.dynamo = dynamo;
    this.properties = properties;
    this.revocations = revocations;
    this.clock = clock;
    this.seenOfLate =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(properties.seenAtMostEvery())
            .build();
  }

  @Override
  public void seen(Jwt accessToken, Origin origin) {
    var token = SessionToken.of(accessToken);
    if (seenOfLate.getIfPresent(token.session()) != null) {
      return;
    }
    var now = clock.instant();
    try {
      dynamo.updateItem(update ->
          update
              .tableName(properties.table())
              .key(key(token.user(), token.session()))
              .updateExpression(
                  "SET signedInAt = :signedInAt, lastSeenAt = :now, address = :address,"
                      + " userAgent = :userAgent, expireAt = :expireAt")
              .conditionExpression(
                  "attribute_not_exists(revokedAt)"
                      + " AND (attribute_not_exists(lastSeenAt) OR lastSeenAt < :longAgo)")
              .expressionAttributeValues(
                  Map.of(
                      ":signedInAt", fromSeconds(token.signedInAt()),
                      ":now", fromSeconds(now),
                      ":longAgo", fromSeconds(now.minus(properties.seenAtMostEvery())),
                      ":address", fromS(origin.address()),
                      ":userAgent", fromS(origin.userAgent()),
                      ":expireAt", fromSeconds(token.signedInAt().plus(properties.longest())))));
    } catch (ConditionalCheckFailedException _) {
      // Another copy saw it within the hour, or it was revoked.
    }
    seenOfLate.put(token.session(), true);
  }

  @Override
  public List<Session> of(UserId user) {
    var items = items(user);
    var notBefore =
        items.stream()
            .filter(item -> attribute(item, "id").s().equals(EVERYWHERE))
            .findFirst()
            .map(item -> seconds(item, "notBefore"))
            .orElse(Instant.EPOCH);
    return items.stream()
        .filter(isGoingOn(notBefore))
        .map(DynamoSessions::toSession)
        .sorted(comparing(Session::signedInAt).reversed())
        .toList();
  }

  @Override
  public Optional<Session> find(UserId user, String id) {
    return item(user, id).filter(isGoingOn(notBefore(user))).map(DynamoSessions::toSession);
  }

  @Override
  public void revoke(UserId user, String id) {
    var now = clock.instant();
    var until = now.plus(properties.longest());
    // The gateway's list first: a crash between the two lines leaves a session in the user's list
    // that is over, and the next attempt takes it off.
    revocations.add(new Revocation.OfSession(id, until));
    dynamo.updateItem(update ->
        update
            .tableName(properties.table())
            .key(key(user, id))
            .updateExpression("SET revokedAt = :now, expireAt = :expireAt")
            .expressionAttributeValues(
                Map.of(":now", fromSeconds(now), ":expireAt", fromSeconds(until))));
  }

  @Override
  public void revokeAll(UserId user) {
    // Tokens tell the second of their sign-in: this one counts as before, and must be over before
    // somebody signs in anew.
    var notBefore = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    var until = notBefore.plus(properties.longest());
    revocations.add(new Revocation.OfUser(user, notBefore, until));
    dynamo.updateItem(update ->
        update
            .tableName(properties.table())
            .key(key(user, EVERYWHERE))
            .updateExpression("SET notBefore = :notBefore, expireAt = :expireAt")
            .expressionAttributeValues(
                Map.of(":notBefore", fromSeconds(notBefore), ":expireAt", fromSeconds(until))));
    RetryUntilSuccess.until(notBefore, clock);
  }

  @Override
  public boolean isRevoked(Jwt accessToken) {
    var token = SessionToken.of(accessToken);
    return token.signedInAt().isBefore(notBefore(token.user()))
        || item(token.user(), token.session())
            .filter(item -> item.containsKey("revokedAt"))
            .isPresent();
  }

  @Override
  public int forget(UserId user) {
    var sessions =
        items(user).stream()
            .map(item -> attribute(item, "id").s())
            .filter(id -> !id.equals(EVERYWHERE))
            .toList();
    sessions.forEach(
        id -> dynamo.deleteItem(delete -> delete.tableName(properties.table()).key(key(user, id))));
    return sessions.size();
  }

  private Instant notBefore(UserId user) {
    return item(user, EVERYWHERE).map(item -> seconds(item, "notBefore")).orElse(Instant.EPOCH);
  }

  private List<Map<String, AttributeValue>> items(UserId user) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(properties.table())
                .keyConditionExpression("#sub = :sub")
                .expressionAttributeNames(Map.of("#sub", "sub"))
                .expressionAttributeValues(Map.of(":sub", fromS(user.value())))
                .consistentRead(true))
        .items()
        .stream()
        .toList();
  }

  private Optional<Map<String, AttributeValue>> item(UserId user, String id) {
    var found =
        dynamo.getItem(
            get -> get.tableName(properties.table()).key(key(user, id)).consistentRead(true));
    return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
  }

  /** The table forgets late, hence the look at the time. */
  private Predicate<Map<String, AttributeValue>> isGoingOn(Instant notBefore) {
    return item ->
        item.containsKey("signedInAt")
            && !item.containsKey("revokedAt")
            && !seconds(item, "signedInAt").isBefore(notBefore)
            && seconds(item, "expireAt").isAfter(clock.instant());
  }

  private static Session toSession(Map<String, AttributeValue> item) {
    return new Session(
        attribute(item, "id").s(),
        seconds(item, "signedInAt"),
        seconds(item, "lastSeenAt"),
        new Origin(attribute(item, "address").s(), attribute(item, "userAgent").s()));
  }

  private static Map<String, AttributeValue> key(UserId user, String id) {
    return Map.of("sub", fromS(user.value()), "id", fromS(id));
  }

  private static AttributeValue fromSeconds(Instant time) {
    return fromN(Long.toString(time.getEpochSecond()));
  }

  private static Instant seconds(Map<String, AttributeValue> item, String name) {
    return Instant.ofEpochSecond(Long.parseLong(attribute(item, name).n()));
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name), () -> "A session without " + name);
  }
}
