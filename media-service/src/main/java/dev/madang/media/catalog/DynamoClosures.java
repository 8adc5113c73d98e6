package dev.madang.media.catalog;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The mark stands in the catalogue's own table, under an id that no media has. */
@Repository
class DynamoClosures implements Closures {

  private static final String MARK = "closed";
  private static final int BATCH = 25;

  private final DynamoDbClient dynamo;
  private final CatalogProperties properties;

  DynamoClosures(DynamoDbClient dynamo, CatalogProperties properties) {
    this.dynamo = dynamo;
    this.properties = properties;
  }

  @Override
  public Counted close(OwnerId owner, long originals, long renditions, long shares, Instant now) {
    // First the mark, then the count: what comes later is removed, but not counted.
    dynamo.updateItem(update ->
        update
            .tableName(properties.table())
            .key(key(owner, MARK))
            .updateExpression("SET closedAt = if_not_exists(closedAt, :now), expireAt = :expireAt")
            .expressionAttributeValues(
                Map.of(
                    ":now", number(now.toEpochMilli()),
                    ":expireAt", number(now.plus(properties.mark()).getEpochSecond()))));
    long media = ids(owner).stream().filter(DynamoClosures::isMedia).count();
    var marked =
        dynamo
            .updateItem(update ->
                update
                    .tableName(properties.table())
                    .key(key(owner, MARK))
                    .updateExpression(
                        "SET media = if_not_exists(media, :media),"
                            + " originals = if_not_exists(originals, :originals),"
                            + " renditions = if_not_exists(renditions, :renditions),"
                            + " shares = if_not_exists(shares, :shares)")
                    .expressionAttributeValues(
                        Map.of(
                            ":media", number(media),
                            ":originals", number(originals),
                            ":renditions", number(renditions),
                            ":shares", number(shares)))
                    .returnValues(ReturnValue.ALL_NEW))
            .attributes();
    return new Counted(
        number(marked, "media"),
        number(marked, "originals"),
        number(marked, "renditions"),
        number(marked, "shares"),
        Instant.ofEpochMilli(number(marked, "closedAt")));
  }

  @Override
  public boolean isClosed(OwnerId owner) {
    return dynamo
        .getItem(
            get -> get.tableName(properties.table()).key(key(owner, MARK)).consistentRead(true))
        .hasItem();
  }

  @Override
  public void removeAllOf(OwnerId owner) {
    var ids = ids(owner);
    for (int from = 0; from < ids.size(); from += BATCH) {
      var removals =
          ids.subList(from, Math.min(from + BATCH, ids.size())).stream()
              .map(id -> WriteRequest.builder().deleteRequest(it -> it.key(key(owner, id))).build())
              .toList();
      var left = Map.of(properties.table(), removals);
      while (!left.isEmpty()) {
        var asked = left;
        left = dynamo.batchWriteItem(write -> write.requestItems(asked)).unprocessedItems();
      }
    }
  }

  /** All but the mark. */
  private List<String> ids(OwnerId owner) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(properties.table())
                .keyConditionExpression("#owner = :owner")
                .expressionAttributeNames(Map.of("#owner", "owner"))
                .expressionAttributeValues(Map.of(":owner", fromS(owner.value())))
                .projectionExpression("id")
                .consistentRead(true))
        .items()
        .stream()
        .map(item -> DynamoMediaItem.text(item, "id"))
        .filter(id -> !id.equals(MARK))
        .toList();
  }

  private static boolean isMedia(String id) {
    return Character.isDigit(id.charAt(0));
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    return Long.parseLong(item.getOrDefault(name, number(0)).n());
  }

  private static AttributeValue number(long number) {
    return fromN(Long.toString(number));
  }

  private static Map<String, AttributeValue> key(OwnerId owner, String id) {
    return Map.of("owner", fromS(owner.value()), "id", fromS(id));
  }
}
