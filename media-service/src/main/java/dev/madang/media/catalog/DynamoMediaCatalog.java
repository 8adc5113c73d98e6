package dev.madang.media.catalog;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * One table, two kinds of item: a media under its id, and, under an id no media has, which media an
 * idempotency key stands for.
 */
@Repository
class DynamoMediaCatalog implements MediaCatalog {

  private static final String KEY_PREFIX = "idempotency#";
  // Sorts after every ULID and before the prefix above.
  private static final String AFTER_ALL_MEDIA = "a";

  private final DynamoDbClient dynamo;
  private final String table;
  private final CatalogProperties properties;

  DynamoMediaCatalog(DynamoDbClient dynamo, CatalogProperties properties) {
    this.dynamo = dynamo;
    this.table = properties.table();
    this.properties = properties;
  }

  @Override
  public Media add(Media media, Optional<IdempotencyKey> key) {
    // The key first: a crash between the two lines leaves a key whose media the next attempt adds.
    var id = key.map(used -> firstUse(media, used)).orElse(media.id());
    return addOnce(Media.pending(media.owner(), id, media.announced()));
  }

  private MediaId firstUse(Media media, IdempotencyKey key) {
    var item =
        Map.of(
            "owner", fromS(media.owner().value()),
            "id", fromS(KEY_PREFIX + key.value()),
            "mediaId", fromS(media.id().value()),
            "expireAt",
                fromN(
                    Long.toString(
                        media.id().givenAt().plus(properties.keyMemory()).getEpochSecond())));
    return putOnce(item)
        .map(used -> new MediaId(DynamoMediaItem.text(used, "mediaId")))
        .orElse(media.id());
  }

  private Media addOnce(Media media) {
    return putOnce(DynamoMediaItem.of(media)).map(DynamoMediaItem::toMedia).orElse(media);
  }

  /** The item that was there before, if one was; then nothing is written. */
  private Optional<Map<String, AttributeValue>> putOnce(Map<String, AttributeValue> item) {
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(item)
              .conditionExpression("attribute_not_exists(id)")
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Optional.empty();
    } catch (ConditionalCheckFailedException before) {
      return Optional.of(before.item());
    }
  }

  @Override
  public Optional<Media> find(OwnerId owner, MediaId id) {
    var found =
        dynamo.getItem(get -> get.tableName(table).key(key(owner, id)).consistentRead(true));
    return found.hasItem() ? Optional.of(DynamoMediaItem.toMedia(found.item())) : Optional.empty();
  }

  @Override
  public List<Media> newest(OwnerId owner, Optional<MediaId> before, int limit) {
    var end = before.map(MediaId::value).orElse(AFTER_ALL_MEDIA);
    return dynamo
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression("#owner = :owner AND id < :end")
                .expressionAttributeNames(Map.of("#owner", "owner"))
                .expressionAttributeValues(
                    Map.of(":owner", fromS(owner.value()), ":end", fromS(end)))
                .scanIndexForward(false)
                .consistentRead(true)
                .limit(limit))
        .items()
        .stream()
        .map(DynamoMediaItem::toMedia)
        .toList();
  }

  @Override
  public Media settle(OwnerId owner, MediaId id, Media.State outcome) {
    var values = DynamoMediaItem.of(outcome);
    try {
      return DynamoMediaItem.toMedia(
          dynamo
              .updateItem(update ->
                  update
                      .tableName(table)
                      .key(key(owner, id))
                      .updateExpression("SET #state = :outcome, outcome = :detail")
                      .conditionExpression("#state = :pending")
                      .expressionAttributeNames(Map.of("#state", "state"))
                      .expressionAttributeValues(
                          Map.of(
                              ":pending", fromS(DynamoMediaItem.PENDING),
                              ":outcome", values.get("state"),
                              ":detail", values.get("outcome")))
                      .returnValues(ReturnValue.ALL_NEW)
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD))
              .attributes());
    } catch (ConditionalCheckFailedException settledBefore) {
      if (!settledBefore.hasItem()) {
        throw new MediaNotFound(id.value());
      }
      return DynamoMediaItem.toMedia(settledBefore.item());
    }
  }

  private static Map<String, AttributeValue> key(OwnerId owner, MediaId id) {
    return Map.of("owner", fromS(owner.value()), "id", fromS(id.value()));
  }
}
