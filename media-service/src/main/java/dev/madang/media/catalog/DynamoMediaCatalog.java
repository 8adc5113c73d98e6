package dev.madang.media.catalog;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * One table. A media stands under its id; under ids that no media has stand pointers to it: by an
 * idempotency key, and by the path of an original that nobody announced.
 */
@Repository
class DynamoMediaCatalog implements MediaCatalog {

  private static final String BY_KEY = "idempotency#";
  private static final String BY_PATH = "path#";
  // Sorts after every ULID and before the prefixes above.
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
    var end = media.id().givenAt().plus(properties.keyMemory());
    var pointer = new HashMap<>(pointer(media, BY_KEY + key.value()));
    pointer.put("expireAt", DynamoMediaItem.number(end.getEpochSecond()));
    return pointedTo(media, pointer);
  }

  @Override
  public Media addFound(Media media) {
    if (media.wasAskedFor()) {
      return addOnce(media);
    }
    // The pointer first, for the same reason.
    var id = pointedTo(media, pointer(media, BY_PATH + media.path()));
    return addOnce(Media.found(media.owner(), id, media.path(), media.announced()));
  }

  /** The media that the pointer stood for before, or stands for now. */
  private MediaId pointedTo(Media media, Map<String, AttributeValue> pointer) {
    return putOnce(pointer).map(DynamoMediaCatalog::target).orElse(media.id());
  }

  private static Map<String, AttributeValue> pointer(Media media, String id) {
    return Map.of(
        "owner", fromS(media.owner().value()),
        "id", fromS(id),
        "mediaId", fromS(media.id().value()));
  }

  private static MediaId target(Map<String, AttributeValue> pointer) {
    return new MediaId(DynamoMediaItem.text(pointer, "mediaId"));
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
    return item(owner, id.value()).map(DynamoMediaItem::toMedia);
  }

  @Override
  public Optional<Media> findAt(OwnerId owner, String path) {
    return MediaId.parse(path)
        .or(() -> item(owner, BY_PATH + path).map(DynamoMediaCatalog::target))
        .flatMap(id -> find(owner, id));
  }

  private Optional<Map<String, AttributeValue>> item(OwnerId owner, String id) {
    var found =
        dynamo.getItem(get -> get.tableName(table).key(key(owner, id)).consistentRead(true));
    return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
  }

  @Override
  public List<Media> newest(OwnerId owner, Optional<MediaId> before, int limit) {
    var end = before.map(MediaId::value).orElse(AFTER_ALL_MEDIA);
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("#owner = :owner AND id < :end")
                .filterExpression("attribute_not_exists(deletedAt)")
                .expressionAttributeNames(Map.of("#owner", "owner"))
                .expressionAttributeValues(
                    Map.of(":owner", fromS(owner.value()), ":end", fromS(end)))
                .scanIndexForward(false)
                .consistentRead(true)
                .limit(limit))
        .items()
        .stream()
        .limit(limit)
        .map(DynamoMediaItem::toMedia)
        .toList();
  }

  @Override
  public Media advance(Media seen, Media next) {
    var condition =
        "#state = :seenState AND "
            + (seen.version().isPresent()
                ? "#version = :seenVersion"
                : "attribute_not_exists(#version)");
    var values = new HashMap<String, AttributeValue>();
    values.put(":seenState", fromS(seen.state().code()));
    seen.version().ifPresent(it -> values.put(":seenVersion", fromS(it)));
    return replace(
        next, DynamoMediaItem.OF_ORIGINAL, DynamoMediaItem.ofOriginal(next), condition, values);
  }

  @Override
  public Media place(Media seen, Placement placement) {
    var revision = seen.placement().revision();
    var condition =
        "attribute_exists(#state) AND "
            + (revision > 0 ? "#revision = :seenRevision" : "attribute_not_exists(#revision)");
    var values = new HashMap<String, AttributeValue>();
    if (revision > 0) {
      values.put(":seenRevision", DynamoMediaItem.number(revision));
    }
    return replace(
        seen.with(placement),
        DynamoMediaItem.OF_PLACEMENT,
        DynamoMediaItem.ofPlacement(seen.owner(), placement),
        condition,
        values);
  }

  /** Makes the named attributes what they shall be and leaves all others alone. */
  private Media replace(
      Media next,
      List<String> attributes,
      Map<String, AttributeValue> item,
      String condition,
      Map<String, AttributeValue> conditionValues) {
    var values = new HashMap<>(conditionValues);
    var set = new ArrayList<String>();
    // In the order of their names, so that the same change is the same request.
    new TreeMap<>(item)
        .forEach((name, value) -> {
          values.put(":" + name, value);
          set.add("#%1$s = :%1$s".formatted(name));
        });
    var gone = attributes.stream().filter(name -> !item.containsKey(name)).toList();
    var expression =
        "%s%s"
            .formatted(
                set.isEmpty() ? "" : "SET " + String.join(", ", set),
                gone.isEmpty() ? "" : gone.stream().collect(joining(", #", " REMOVE #", "")));
    var names = new HashMap<>(attributes.stream().collect(toMap(it -> "#" + it, it -> it)));
    names.put("#state", "state");
    try {
      return DynamoMediaItem.toMedia(
          dynamo
              .updateItem(update ->
                  update
                      .tableName(table)
                      .key(key(next.owner(), next.id().value()))
                      .updateExpression(expression)
                      .conditionExpression(condition)
                      .expressionAttributeNames(names)
                      .expressionAttributeValues(values.isEmpty() ? null : values)
                      .returnValues(ReturnValue.ALL_NEW)
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD))
              .attributes());
    } catch (ConditionalCheckFailedException changedBefore) {
      if (!changedBefore.hasItem()) {
        throw new MediaNotFound(next.id().value());
      }
      return DynamoMediaItem.toMedia(changedBefore.item());
    }
  }

  private static Map<String, AttributeValue> key(OwnerId owner, String id) {
    return Map.of("owner", fromS(owner.value()), "id", fromS(id));
  }
}
