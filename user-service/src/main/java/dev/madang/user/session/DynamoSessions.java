package dev.madang.user.session;

import static java.util.Objects.requireNonNull;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.madang.user.UserId;
import dev.madang.user.securityevent.ClientInfo;
import java.time.Clock;
import java.time.Duration;
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
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * One item per session, and one per user who signed out everywhere: it has the time, so that not
 * every session must be written then.
 */
@Repository
class DynamoSessions implements Sessions {

  /** The id of that item; no session has it. */
  private static final String EVERYWHERE = "everywhere";

  /** The session that asks is not revoked by that item. */
  private static final String MAY_REVOKE =
      "attribute_not_exists(notBefore) OR notBefore <= :unlessAfter OR #except = :session";

  private final DynamoDbClient dynamo;
  private final SessionProperties properties;
  private final Revocations revocations;
  private final Clock clock;
  private final Cache<String, Boolean> recentlySeen;

  DynamoSessions(
      DynamoDbClient dynamo, SessionProperties properties, Revocations revocations, Clock clock) {
    this.dynamo = dynamo;
    this.properties = properties;
    this.revocations = revocations;
    this.clock = clock;
    this.recentlySeen =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(properties.trackingInterval())
            .build();
  }

  @Override
  public void track(Jwt accessToken, ClientInfo client) {
    var token = SessionToken.of(accessToken);
    if (recentlySeen.getIfPresent(token.session()) != null) {
      return;
    }
    var now = clock.instant();
    try {
      dynamo.updateItem(update ->
          update
              .tableName(properties.table())
              .key(key(token.user(), token.session()))
              .updateExpression(
                  "SET createdAt = :createdAt, lastSeenAt = :now, address = :address,"
                      + " userAgent = :userAgent, expireAt = :expireAt")
              .conditionExpression(
                  "attribute_not_exists(revokedAt)"
                      + " AND (attribute_not_exists(lastSeenAt) OR lastSeenAt < :longAgo)")
              .expressionAttributeValues(
                  Map.of(
                      ":createdAt", fromSeconds(token.createdAt()),
                      ":now", fromSeconds(now),
                      ":longAgo", fromSeconds(now.minus(properties.trackingInterval())),
                      ":address", fromS(client.address()),
                      ":userAgent", fromS(client.userAgent()),
                      ":expireAt", fromSeconds(token.createdAt().plus(properties.maxLifetime())))));
    } catch (ConditionalCheckFailedException _) {
      // Another instance tracked it within the hour, or it is revoked.
    }
    recentlySeen.put(token.session(), true);
  }

  @Override
  public List<Session> of(UserId user) {
    var items = items(user);
    var everywhere =
        items.stream()
            .filter(item -> attribute(item, "id").s().equals(EVERYWHERE))
            .findFirst()
            .map(Everywhere::of)
            .orElse(Everywhere.NEVER);
    return items.stream()
        .filter(isActive(everywhere))
        .map(DynamoSessions::toSession)
        .sorted(Session.NEWEST_FIRST)
        .toList();
  }

  @Override
  public Optional<Session> find(UserId user, String id) {
    return item(user, id).filter(isActive(everywhere(user))).map(DynamoSessions::toSession);
  }

  @Override
  public void revoke(UserId user, String id) {
    revoke(user, id, properties.maxLifetime());
  }

  @Override
  public void end(UserId user, String id) {
    revoke(user, id, properties.accessTokenLifetime());
  }

  private void revoke(UserId user, String id, Duration lifetime) {
    var now = clock.instant();
    var until = now.plus(properties.maxLifetime());
    // The gateway's list first: after a crash between the two writes the user's list still has the
    // revoked session, and another attempt removes it.
    revocations.add(new Revocation.OfSession(id, now.plus(lifetime)));
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
    var notBefore = nextSecond();
    var effective = store(notBefore, user, notBefore, "");
    if (effective.exception().isPresent()) {
      // The clock of another instance, which excepted a session, is ahead of ours.
      effective = removeException(user);
    }
    publish(user, effective, properties.maxLifetime());
  }

  @Override
  public void revokeAll(Jwt accessToken) {
    var token = SessionToken.of(accessToken);
    var effective = store(nextSecond(), token.user(), token.createdAt(), token.session());
    publish(token.user(), effective, properties.accessTokenLifetime());
  }

  @Override
  public void revokeOthers(Jwt accessToken) {
    var token = SessionToken.of(accessToken);
    var notBefore = nextSecond();
    try {
      dynamo.updateItem(update ->
          update
              .tableName(properties.table())
              .key(key(token.user(), EVERYWHERE))
              .updateExpression(
                  "SET notBefore = :notBefore, #except = :session, expireAt = :expireAt")
              .conditionExpression(MAY_REVOKE)
              .expressionAttributeNames(Map.of("#except", "except"))
              .expressionAttributeValues(
                  Map.of(
                      ":notBefore", fromSeconds(notBefore),
                      ":unlessAfter", fromSeconds(token.createdAt()),
                      ":session", fromS(token.session()),
                      ":expireAt", fromSeconds(notBefore.plus(properties.maxLifetime())))));
    } catch (ConditionalCheckFailedException _) {
      // All sessions were revoked a moment ago, this one included.
      revokeAll(token.user());
      return;
    }
    // Cognito still refreshes the others.
    var expiresAt = clock.instant().plus(properties.maxLifetime());
    revocations.add(
        new Revocation.OfUser(token.user(), notBefore, Optional.of(token.session()), expiresAt));
    sleepUntil(notBefore);
  }

  /**
   * Tokens have their sign-in in whole seconds: the current second is revoked as well, and must
   * have passed before the user can sign in again.
   */
  private Instant nextSecond() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
  }

  /** Also what was stored before: the process may have ended between the two writes. */
  private void publish(UserId user, Everywhere effective, Duration lifetime) {
    revocations.add(
        new Revocation.OfUser(
            user, effective.notBefore(), effective.exception(), clock.instant().plus(lifetime)));
    sleepUntil(effective.notBefore());
  }

  /**
   * Returns the stored time, and does not change it, if it is later than {@code unlessAfter} and
   * does not except the session.
   */
  private Everywhere store(Instant notBefore, UserId user, Instant unlessAfter, String session) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(properties.table())
              .key(key(user, EVERYWHERE))
              .updateExpression("SET notBefore = :notBefore, expireAt = :expireAt REMOVE #except")
              .conditionExpression(MAY_REVOKE)
              .expressionAttributeNames(Map.of("#except", "except"))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
              .expressionAttributeValues(
                  Map.of(
                      ":notBefore", fromSeconds(notBefore),
                      ":unlessAfter", fromSeconds(unlessAfter),
                      ":session", fromS(session),
                      ":expireAt", fromSeconds(notBefore.plus(properties.maxLifetime())))));
      return new Everywhere(notBefore, "");
    } catch (ConditionalCheckFailedException revokedBefore) {
      return Everywhere.of(revokedBefore.item());
    }
  }

  private Everywhere removeException(UserId user) {
    return Everywhere.of(
        dynamo
            .updateItem(update ->
                update
                    .tableName(properties.table())
                    .key(key(user, EVERYWHERE))
                    .updateExpression("REMOVE #except")
                    .expressionAttributeNames(Map.of("#except", "except"))
                    .returnValues(ReturnValue.ALL_NEW))
            .attributes());
  }

  private void sleepUntil(Instant time) {
    var pause = Duration.between(clock.instant(), time);
    if (pause.isPositive()) {
      try {
        Thread.sleep(pause);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRevoked(Jwt accessToken) {
    var token = SessionToken.of(accessToken);
    return everywhere(token.user()).revokes(token.session(), token.createdAt())
        || item(token.user(), token.session())
            .filter(item -> item.containsKey("revokedAt"))
            .isPresent();
  }

  @Override
  public int deleteAll(UserId user) {
    var sessions =
        items(user).stream()
            .map(item -> attribute(item, "id").s())
            .filter(id -> !id.equals(EVERYWHERE))
            .toList();
    sessions.forEach(
        id -> dynamo.deleteItem(delete -> delete.tableName(properties.table()).key(key(user, id))));
    return sessions.size();
  }

  private Everywhere everywhere(UserId user) {
    return item(user, EVERYWHERE).map(Everywhere::of).orElse(Everywhere.NEVER);
  }

  /**
   * The last time when all sessions were revoked.
   *
   * @param except the only earlier session that was not; empty if there is none
   */
  private record Everywhere(Instant notBefore, String except) {

    static final Everywhere NEVER = new Everywhere(Instant.EPOCH, "");

    static Everywhere of(Map<String, AttributeValue> item) {
      return new Everywhere(seconds(item, "notBefore"), item.getOrDefault("except", fromS("")).s());
    }

    Optional<String> exception() {
      return except.isEmpty() ? Optional.empty() : Optional.of(except);
    }

    boolean revokes(String session, Instant createdAt) {
      return createdAt.isBefore(notBefore) && !session.equals(except);
    }
  }

  private List<Map<String, AttributeValue>> items(UserId user) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(properties.table())
                .keyConditionExpression("#userId = :userId")
                .expressionAttributeNames(Map.of("#userId", "userId"))
                .expressionAttributeValues(Map.of(":userId", fromS(user.value())))
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

  /** DynamoDB deletes expired items late, so the time is checked. */
  private Predicate<Map<String, AttributeValue>> isActive(Everywhere everywhere) {
    return item ->
        item.containsKey("createdAt")
            && !item.containsKey("revokedAt")
            && !everywhere.revokes(attribute(item, "id").s(), seconds(item, "createdAt"))
            && seconds(item, "expireAt").isAfter(clock.instant());
  }

  private static Session toSession(Map<String, AttributeValue> item) {
    return new Session(
        attribute(item, "id").s(),
        seconds(item, "createdAt"),
        seconds(item, "lastSeenAt"),
        new ClientInfo(attribute(item, "address").s(), attribute(item, "userAgent").s()));
  }

  private static Map<String, AttributeValue> key(UserId user, String id) {
    return Map.of("userId", fromS(user.value()), "id", fromS(id));
  }

  private static AttributeValue fromSeconds(Instant time) {
    return fromN(Long.toString(time.getEpochSecond()));
  }

  private static Instant seconds(Map<String, AttributeValue> item, String name) {
    return Instant.ofEpochSecond(Long.parseLong(attribute(item, name).n()));
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name), () -> "a session without " + name);
  }
}
