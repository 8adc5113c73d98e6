package dev.madang.media.share;

import static dev.madang.media.MediaProblem.SHARE_LINK_NOT_FOUND;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.media.AlbumId;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.share.ShareLink.Target;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * One item per share link, keyed by the hash of its secret: the table does not reveal the secrets.
 */
@Repository
class DynamoShareLinks implements ShareLinks {

  private static final String BY_USER = "by-user";

  private final DynamoDbClient dynamo;
  private final ShareProperties properties;

  DynamoShareLinks(DynamoDbClient dynamo, ShareProperties properties) {
    this.dynamo = dynamo;
    this.properties = properties;
  }

  @Override
  public void add(ShareLink share) {
    dynamo.putItem(put ->
        put.tableName(properties.table())
            .item(item(share))
            .conditionExpression("attribute_not_exists(id)"));
  }

  @Override
  public Optional<ShareLink> find(ShareLinkId id) {
    var found =
        dynamo.getItem(get -> get.tableName(properties.table()).key(key(id)).consistentRead(true));
    return found.hasItem() ? Optional.of(share(found.item())) : Optional.empty();
  }

  @Override
  public List<ShareLink> newest(
      UserId userId, Optional<ShareCursor> before, Instant now, int limit) {
    // A colon sorts behind every digit.
    var end = before.map(ShareCursor::value).orElse(":");
    return dynamo
        .queryPaginator(query ->
            ofUser(query)
                .keyConditionExpression("#userId = :userId AND sortKey < :end")
                .filterExpression("attribute_not_exists(revokedAt) AND expiresAt > :now")
                .expressionAttributeValues(
                    Map.of(
                        ":userId", fromS(userId.value()),
                        ":end", fromS(end),
                        ":now", number(now.toEpochMilli())))
                .scanIndexForward(false))
        .items()
        .stream()
        .limit(limit)
        .map(DynamoShareLinks::share)
        .toList();
  }

  @Override
  public Optional<ShareLink> revoke(UserId userId, ShareLinkId id, Instant now) {
    try {
      var revoked =
          dynamo.updateItem(update ->
              update
                  .tableName(properties.table())
                  .key(key(id))
                  .updateExpression(
                      "SET revokedAt = if_not_exists(revokedAt, :now), expireAt = :end"
                          + " REMOVE password, title")
                  .conditionExpression("#userId = :userId")
                  .expressionAttributeNames(Map.of("#userId", "userId"))
                  .expressionAttributeValues(
                      Map.of(
                          ":userId", fromS(userId.value()),
                          ":now", number(now.toEpochMilli()),
                          ":end", number(now.plus(properties.retention()).getEpochSecond())))
                  .returnValues(ReturnValue.ALL_NEW));
      return Optional.of(share(revoked.attributes()));
    } catch (ConditionalCheckFailedException notFound) {
      return Optional.empty();
    }
  }

  @Override
  public Attempt attempt(ShareLinkId id, Instant now) {
    var before = now.minus(properties.lockout());
    var lastAttempt = count(id, now, "failures = failures + :one", "failures < :most", Map.of());
    if (lastAttempt.isEmpty()) {
      return new Attempt.Allowed();
    }
    var first =
        count(
            id,
            now,
            "failures = :one",
            "failures >= :most AND triedAt <= :before",
            Map.of(":before", number(before.toEpochMilli())));
    return first
        .<Attempt>map(tried -> new Attempt.Locked(tried.plus(properties.lockout())))
        .orElseGet(Attempt.Allowed::new);
  }

  /** Empty if the attempt is counted, otherwise the time of the last attempt. */
  private Optional<Instant> count(
      ShareLinkId id,
      Instant now,
      String counting,
      String condition,
      Map<String, AttributeValue> more) {
    var values = new HashMap<>(more);
    values.put(":one", number(1));
    values.put(":most", number(properties.maxPasswordAttempts()));
    values.put(":now", number(now.toEpochMilli()));
    try {
      dynamo.updateItem(update ->
          update
              .tableName(properties.table())
              .key(key(id))
              .updateExpression("SET triedAt = :now, " + counting)
              .conditionExpression(condition)
              .expressionAttributeValues(values)
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Optional.empty();
    } catch (ConditionalCheckFailedException not) {
      if (!not.hasItem()) {
        throw SHARE_LINK_NOT_FOUND.exception();
      }
      return Optional.of(not.item().containsKey("triedAt") ? time(not.item(), "triedAt") : now);
    }
  }

  @Override
  public void succeeded(ShareLinkId id) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(properties.table())
              .key(key(id))
              .updateExpression("SET failures = :none")
              .conditionExpression("attribute_exists(id)")
              .expressionAttributeValues(Map.of(":none", number(0))));
    } catch (ConditionalCheckFailedException gone) {
      throw SHARE_LINK_NOT_FOUND.exception();
    }
  }

  @Override
  public long countOf(UserId userId) {
    return allOf(userId).stream().filter(it -> it.revokedAt().isEmpty()).count();
  }

  @Override
  public List<ShareLink> allOf(UserId userId) {
    return dynamo
        .queryPaginator(query ->
            ofUser(query)
                .keyConditionExpression("#userId = :userId")
                .expressionAttributeValues(Map.of(":userId", fromS(userId.value()))))
        .items()
        .stream()
        .map(DynamoShareLinks::share)
        .toList();
  }

  private QueryRequest.Builder ofUser(QueryRequest.Builder query) {
    return query
        .tableName(properties.table())
        .indexName(BY_USER)
        .expressionAttributeNames(Map.of("#userId", "userId"));
  }

  @Override
  public void remove(ShareLinkId id) {
    dynamo.deleteItem(delete -> delete.tableName(properties.table()).key(key(id)));
  }

  private Map<String, AttributeValue> item(ShareLink share) {
    var item = new HashMap<String, AttributeValue>();
    item.put("id", fromS(share.id().value()));
    item.put("userId", fromS(share.userId().value()));
    item.put("sortKey", fromS(ShareCursor.of(share).value()));
    switch (share.target()) {
      case Target.OneMedia(var id) -> item.put("mediaId", fromS(id.value()));
      case Target.WholeAlbum(var id) -> item.put("albumId", fromS(id.value()));
    }
    share.title().ifPresent(it -> item.put("title", fromS(it)));
    item.put("originals", fromBool(share.allowOriginals()));
    share.password().ifPresent(it -> item.put("password", fromS(it)));
    item.put("key", fromS(share.key().value()));
    item.put("createdAt", number(share.createdAt().toEpochMilli()));
    item.put("expiresAt", number(share.expiresAt().toEpochMilli()));
    share.revokedAt().ifPresent(it -> item.put("revokedAt", number(it.toEpochMilli())));
    item.put("failures", number(0));
    // Longer than the link is open, so that its copies can be found while they exist.
    var end = share.expiresAt().plus(properties.retention());
    item.put("expireAt", number(end.getEpochSecond()));
    return item;
  }

  private static ShareLink share(Map<String, AttributeValue> item) {
    return new ShareLink(
        new ShareLinkId(text(item, "id")),
        new UserId(text(item, "userId")),
        item.containsKey("albumId")
            ? new Target.WholeAlbum(new AlbumId(text(item, "albumId")))
            : new Target.OneMedia(new MediaId(text(item, "mediaId"))),
        optional(item, "title").map(AttributeValue::s),
        attribute(item, "originals").bool(),
        optional(item, "password").map(AttributeValue::s),
        new ShareKey(text(item, "key")),
        time(item, "createdAt"),
        time(item, "expiresAt"),
        optional(item, "revokedAt").map(it -> Instant.ofEpochMilli(Long.parseLong(it.n()))));
  }

  private static Map<String, AttributeValue> key(ShareLinkId id) {
    return Map.of("id", fromS(id.value()));
  }

  private static Instant time(Map<String, AttributeValue> item, String name) {
    return Instant.ofEpochMilli(Long.parseLong(attribute(item, name).n()));
  }

  private static AttributeValue number(long value) {
    return fromN(Long.toString(value));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return attribute(item, name).s();
  }

  private static Optional<AttributeValue> optional(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name));
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return optional(item, name)
        .orElseThrow(() -> new IllegalStateException("A share without " + name));
  }
}
