package dev.madang.media.media;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.media.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A marker in the table of the catalog, whose id no media item has. */
@Repository
class DynamoDeletedUsers implements DeletedUsers {

  private static final String MARKER = "deleted-user";
  private static final int BATCH = 25;

  private final DynamoDbClient dynamo;
  private final CatalogProperties properties;

  DynamoDeletedUsers(DynamoDbClient dynamo, CatalogProperties properties) {
    this.dynamo = dynamo;
    this.properties = properties;
  }

  @Override
  public DeletionCounts markDeleted(UserId userId, OtherCounts others, Instant now) {
    // First the mark, then the count: later data is erased, but not counted.
    dynamo.updateItem(update ->
        update
            .tableName(properties.table())
            .key(key(userId, MARKER))
            .updateExpression(
                "SET deletedAt = if_not_exists(deletedAt, :now), expireAt = :expireAt")
            .expressionAttributeValues(
                Map.of(
                    ":now", number(now.toEpochMilli()),
                    ":expireAt",
                        number(now.plus(properties.deletedUserRetention()).getEpochSecond()))));
    long mediaItems = ids(userId).stream().filter(DynamoDeletedUsers::isMediaItem).count();
    var marked =
        dynamo
            .updateItem(update ->
                update
                    .tableName(properties.table())
                    .key(key(userId, MARKER))
                    .updateExpression(
                        "SET mediaItems = if_not_exists(mediaItems, :mediaItems),"
                            + " albums = if_not_exists(albums, :albums),"
                            + " originals = if_not_exists(originals, :originals),"
                            + " renditions = if_not_exists(renditions, :renditions),"
                            + " shareLinks = if_not_exists(shareLinks, :shareLinks)")
                    .expressionAttributeValues(
                        Map.of(
                            ":mediaItems", number(mediaItems),
                            ":albums", number(others.albums()),
                            ":originals", number(others.originals()),
                            ":renditions", number(others.renditions()),
                            ":shareLinks", number(others.shareLinks())))
                    .returnValues(ReturnValue.ALL_NEW))
            .attributes();
    return new DeletionCounts(
        number(marked, "mediaItems"),
        new OtherCounts(
            number(marked, "albums"),
            number(marked, "originals"),
            number(marked, "renditions"),
            number(marked, "shareLinks")),
        Instant.ofEpochMilli(number(marked, "deletedAt")));
  }

  @Override
  public boolean isDeleted(UserId userId) {
    return dynamo
        .getItem(
            get -> get.tableName(properties.table()).key(key(userId, MARKER)).consistentRead(true))
        .hasItem();
  }

  @Override
  public void eraseItems(UserId userId) {
    var ids = ids(userId);
    for (int from = 0; from < ids.size(); from += BATCH) {
      var removals =
          ids.subList(from, Math.min(from + BATCH, ids.size())).stream()
              .map(
                  id -> WriteRequest.builder().deleteRequest(it -> it.key(key(userId, id))).build())
              .toList();
      var left = Map.of(properties.table(), removals);
      while (!left.isEmpty()) {
        var wanted = left;
        left = dynamo.batchWriteItem(write -> write.requestItems(wanted)).unprocessedItems();
      }
    }
  }

  /** All but the marker. */
  private List<String> ids(UserId userId) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(properties.table())
                .keyConditionExpression("#userId = :userId")
                .expressionAttributeNames(Map.of("#userId", "userId"))
                .expressionAttributeValues(Map.of(":userId", fromS(userId.value())))
                .projectionExpression("id")
                .consistentRead(true))
        .items()
        .stream()
        .map(item -> DynamoMediaItem.text(item, "id"))
        .filter(id -> !id.equals(MARKER))
        .toList();
  }

  private static boolean isMediaItem(String id) {
    return Character.isDigit(id.charAt(0));
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    return Long.parseLong(item.getOrDefault(name, number(0)).n());
  }

  private static AttributeValue number(long number) {
    return fromN(Long.toString(number));
  }

  private static Map<String, AttributeValue> key(UserId userId, String id) {
    return Map.of("userId", fromS(userId.value()), "id", fromS(id));
  }
}
