package dev.madang.media.catalog;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.media.catalog.Media.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * One table. A media stands under its id; under ids that no media has stand pointers to it: by an
 * idempotency key, by its bytes, and by the path of an original that nobody announced.
 */
@Repository
class DynamoMediaCatalog implements MediaCatalog {

  private static final String BY_KEY = "idempotency#";
  private static final String BY_BYTES = "sha256#";
  private static final String BY_PATH = "path#";
  private static final String SHELVES = "shelves";
  private static final String TRASH = "trash";
  // The digits of a ULID.
  private static final String BINS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  // Sorts after every ULID and before the prefixes above.
  private static final String AFTER_ALL_MEDIA = "a";

  // A conflict is a write of this very moment.
  private static final List<String> CHANGED_MEANWHILE =
      List.of("ConditionalCheckFailed", "TransactionConflict");

  private final DynamoDbClient dynamo;
  private final String table;
  private final CatalogProperties properties;

  DynamoMediaCatalog(DynamoDbClient dynamo, CatalogProperties properties) {
    this.dynamo = dynamo;
    this.table = properties.table();
    this.properties = properties;
  }

  @Override
  public Wish wish(Media media, Optional<IdempotencyKey> key) {
    // The pointers first: a crash between the lines leaves one whose media the next attempt adds.
    var sameBytes = sameBytes(media);
    var target = key.isEmpty() ? sameBytes : byKey(media, key.get(), sameBytes);
    return switch (target) {
      case Target.Of(var there) -> new Wish.There(there);
      case Target.ToBe(var id) ->
          putOnce(DynamoMediaItem.of(media.known(id)))
              .<Wish>map(item -> new Wish.There(DynamoMediaItem.toMedia(item)))
              .orElseGet(() -> new Wish.Added(media.known(id)));
      case Target.OfAnother() -> new Wish.KeyReused();
    };
  }

  /** What a pointer stands for. */
  private sealed interface Target {

    record Of(Media media) implements Target {}

    /** There is none, but it would have this id. */
    record ToBe(MediaId id) implements Target {}

    record OfAnother() implements Target {}
  }

  private Target sameBytes(Media media) {
    var pointer = pointer(media, BY_BYTES + bytes(media.announced()));
    while (true) {
      var before = putOnce(pointer).map(DynamoMediaCatalog::target);
      if (before.isEmpty()) {
        return new Target.ToBe(media.id());
      }
      var found = find(media.owner(), before.get());
      if (found.isPresent() && isUseful(found.get(), media)) {
        return new Target.Of(found.get());
      }
      // Perhaps it is just being added.
      if (found.isEmpty() && !media.isLongAfter(before.get())) {
        return new Target.ToBe(before.get());
      }
      if (repoint(pointer, before.get())) {
        return new Target.ToBe(media.id());
      }
    }
  }

  private Target byKey(Media media, IdempotencyKey key, Target sameBytes) {
    var id =
        switch (sameBytes) {
          case Target.Of(var there) -> there.id();
          case Target.ToBe(var free) -> free;
          case Target.OfAnother() -> throw new IllegalStateException("bytes are no key");
        };
    var wished = wished(media.announced());
    var pointer = new HashMap<>(pointer(media.known(id), BY_KEY + key.value()));
    var end = media.id().givenAt().plus(properties.keyMemory());
    pointer.put("expireAt", DynamoMediaItem.number(end.getEpochSecond()));
    pointer.put("wished", fromS(wished));
    while (true) {
      var before = putOnce(pointer);
      if (before.isEmpty()) {
        return sameBytes;
      }
      if (!DynamoMediaItem.text(before.get(), "wished").equals(wished)) {
        return new Target.OfAnother();
      }
      var first = target(before.get());
      var found = find(media.owner(), first);
      if (found.isPresent() && !found.get().isLapsed(media.id().givenAt())) {
        return new Target.Of(found.get());
      }
      if (first.equals(id) || repoint(pointer, first)) {
        return sameBytes;
      }
    }
  }

  /** Whether nobody needs to send these bytes again, or whoever does sends them there. */
  private static boolean isUseful(Media found, Media media) {
    // What an owner writes with keys of AWS may be replaced by other bytes.
    return !found.placement().isInTrash()
        && found.announced().sha256().equals(media.announced().sha256())
        && switch (found.state()) {
          case State.Pending _ -> !found.isLapsed(media.id().givenAt());
          case State.Uploaded _, State.Processing _, State.Ready _ -> true;
          case State.Rejected _ -> false;
        };
  }

  /** The type too: what is no picture as one type may be one as another. */
  private static String bytes(Announced announced) {
    return "%s#%d#%s"
        .formatted(announced.sha256().orElseThrow(), announced.size(), announced.contentType());
  }

  private static String wished(Announced announced) {
    return bytes(announced) + "#" + announced.fileName();
  }

  /** Whether it was still the old one that the pointer stood for. */
  private boolean repoint(Map<String, AttributeValue> pointer, MediaId old) {
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(pointer)
              .conditionExpression("mediaId = :old")
              .expressionAttributeValues(Map.of(":old", fromS(old.value()))));
      return true;
    } catch (ConditionalCheckFailedException overtaken) {
      return false;
    }
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

  @Override
  public void makeKnown(Media media) {
    var pointer = pointer(media, BY_BYTES + bytes(media.announced()));
    putOnce(pointer)
        .map(DynamoMediaCatalog::target)
        .filter(it -> !it.equals(media.id()) && find(media.owner(), it).isEmpty())
        .ifPresent(gone -> repoint(pointer, gone));
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
  public List<Media> inAlbum(OwnerId owner, AlbumId album, Optional<MediaId> before, int limit) {
    return onShelf(DynamoMediaItem.shelfOf(owner, album), before, limit, _ -> true);
  }

  @Override
  public List<Media> inTrash(OwnerId owner, Optional<MediaId> before, int limit) {
    return onShelf(
        DynamoMediaItem.trashOf(owner), before, limit, it -> !it.placement().isCondemned());
  }

  private List<Media> onShelf(
      String shelf, Optional<MediaId> before, int limit, Predicate<Media> filter) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .indexName(SHELVES)
                .keyConditionExpression("shelf = :shelf AND id < :end")
                .expressionAttributeValues(
                    Map.of(
                        ":shelf", fromS(shelf),
                        ":end", fromS(before.map(MediaId::value).orElse(AFTER_ALL_MEDIA))))
                .scanIndexForward(false)
                .limit(limit))
        .items()
        .stream()
        .map(DynamoMediaItem::toMedia)
        .filter(filter)
        .limit(limit)
        .toList();
  }

  @Override
  public Stream<Place> inTrashBefore(Instant moment) {
    return BINS.chars().mapToObj(Character::toString).flatMap(bin -> inTrashBefore(bin, moment));
  }

  private Stream<Place> inTrashBefore(String bin, Instant moment) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .indexName(TRASH)
                .keyConditionExpression("bin = :bin AND deletedAt < :moment")
                .expressionAttributeValues(
                    Map.of(
                        ":bin", fromS(bin),
                        ":moment", DynamoMediaItem.number(moment.toEpochMilli()))))
        .items()
        .stream()
        .map(item ->
            new Place(
                new OwnerId(DynamoMediaItem.text(item, "owner")),
                new MediaId(DynamoMediaItem.text(item, "id"))));
  }

  @Override
  public Stream<Media> all(OwnerId owner) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("#owner = :owner AND id < :end")
                .expressionAttributeNames(Map.of("#owner", "owner"))
                .expressionAttributeValues(
                    Map.of(":owner", fromS(owner.value()), ":end", fromS(AFTER_ALL_MEDIA)))
                .consistentRead(true))
        .items()
        .stream()
        .map(DynamoMediaItem::toMedia);
  }

  @Override
  public Media advance(Media seen, Media next) {
    var values = new HashMap<String, AttributeValue>();
    var condition = asSeen(seen, values);
    if (next.state() instanceof State.Pending) {
      condition += asSentAsSeen(seen, values);
    }
    return replace(
        next, DynamoMediaItem.OF_ORIGINAL, DynamoMediaItem.ofOriginal(next), condition, values);
  }

  private static String asSeen(Media seen, Map<String, AttributeValue> values) {
    values.put(":seenState", fromS(seen.state().code()));
    seen.version().ifPresent(it -> values.put(":seenVersion", fromS(it)));
    return "#state = :seenState AND "
        + (seen.version().isPresent()
            ? "#version = :seenVersion"
            : "attribute_not_exists(#version)");
  }

  /** How a pending file is sent is no matter to who has seen it come. */
  private static String asSentAsSeen(Media seen, Map<String, AttributeValue> values) {
    var outcome = DynamoMediaItem.ofOriginal(seen).get("outcome");
    if (outcome == null) {
      return " AND attribute_not_exists(#outcome)";
    }
    values.put(":seenOutcome", outcome);
    return " AND #outcome = :seenOutcome";
  }

  @Override
  public Media place(Media seen, Placement placement) {
    var values = new HashMap<String, AttributeValue>();
    var condition = "attribute_exists(#state)" + asPlacedAsSeen(seen, values);
    return replace(
        seen.with(placement),
        DynamoMediaItem.OF_PLACEMENT,
        DynamoMediaItem.ofPlacement(seen.owner(), seen.id(), placement),
        condition,
        values);
  }

  private static String asPlacedAsSeen(Media seen, Map<String, AttributeValue> values) {
    var revision = seen.placement().revision();
    if (revision == 0) {
      return " AND attribute_not_exists(#revision)";
    }
    values.put(":seenRevision", DynamoMediaItem.number(revision));
    return " AND #revision = :seenRevision";
  }

  @Override
  public boolean remove(Media seen) {
    var names =
        new HashMap<>(Map.of("#state", "state", "#version", "version", "#revision", "revision"));
    var values = new HashMap<String, AttributeValue>();
    var asSeen = asSeen(seen, values) + asPlacedAsSeen(seen, values);
    if (seen.state() instanceof State.Pending) {
      names.put("#outcome", "outcome");
      asSeen += asSentAsSeen(seen, values);
    }
    var condition = "attribute_not_exists(id) OR (" + asSeen + ")";
    var removals = new ArrayList<TransactWriteItem>();
    removals.add(
        TransactWriteItem.builder()
            .delete(delete ->
                delete
                    .tableName(table)
                    .key(key(seen.owner(), seen.id().value()))
                    .conditionExpression(condition)
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values))
            .build());
    if (!seen.wasAskedFor()) {
      // Together, so that no pointer is left by which the name of a removed media comes back.
      removals.add(
          TransactWriteItem.builder()
              .delete(
                  delete -> delete.tableName(table).key(key(seen.owner(), BY_PATH + seen.path())))
              .build());
    }
    try {
      dynamo.transactWriteItems(write -> write.transactItems(removals));
    } catch (TransactionCanceledException refused) {
      if (refused.hasCancellationReasons()
          && refused.cancellationReasons().stream()
              .anyMatch(reason -> CHANGED_MEANWHILE.contains(reason.code()))) {
        return false;
      }
      throw refused;
    }
    forgetBytes(seen);
    return true;
  }

  /** Else the next wish for them would be this media again. */
  private void forgetBytes(Media gone) {
    if (gone.announced().sha256().isEmpty()) {
      return;
    }
    try {
      dynamo.deleteItem(delete ->
          delete
              .tableName(table)
              .key(key(gone.owner(), BY_BYTES + bytes(gone.announced())))
              .conditionExpression("mediaId = :gone")
              .expressionAttributeValues(Map.of(":gone", fromS(gone.id().value()))));
    } catch (ConditionalCheckFailedException standsForAnother) {
      // Then it is not ours.
    }
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
