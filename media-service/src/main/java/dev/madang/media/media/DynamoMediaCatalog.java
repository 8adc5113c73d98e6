package dev.madang.media.media;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.media.AlbumId;
import dev.madang.media.IdempotencyKey;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.media.MediaItem.State;
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
 * One table. Beside the items it has pointers to them, under ids that no item has: by idempotency
 * key, by checksum, and by the path of a discovered original.
 */
@Repository
class DynamoMediaCatalog implements MediaCatalog {

  private static final String BY_KEY = "idempotency#";
  private static final String BY_BYTES = "sha256#";
  private static final String BY_PATH = "path#";
  private static final String BY_COLLECTION = "by-collection";
  private static final String BY_PURGE_DATE = "by-purge-date";
  // The digits of a ULID.
  private static final String SHARDS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  // Sorts after every ULID and before the prefixes.
  private static final String AFTER_ALL_MEDIA = "a";

  // A conflict is a concurrent write.
  private static final List<String> CHANGED_CONCURRENTLY =
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
  public RegisterResult register(MediaItem media, Optional<IdempotencyKey> key) {
    // The pointers first: after a crash the next attempt adds the item of a pointer.
    var sameBytes = sameBytes(media);
    var target = key.isEmpty() ? sameBytes : byKey(media, key.get(), sameBytes);
    return switch (target) {
      case Target.Existing(var existing) -> new RegisterResult.AlreadyExists(existing);
      case Target.NewItem(var id) ->
          putOnce(DynamoMediaItem.of(media.withId(id)))
              .<RegisterResult>map(
                  item -> new RegisterResult.AlreadyExists(DynamoMediaItem.toMedia(item)))
              .orElseGet(() -> new RegisterResult.Added(media.withId(id)));
      case Target.Conflict() -> new RegisterResult.IdempotencyConflict();
    };
  }

  /** What a pointer refers to. */
  private sealed interface Target {

    record Existing(MediaItem media) implements Target {}

    /** There is no item, but it would have this id. */
    record NewItem(MediaId id) implements Target {}

    record Conflict() implements Target {}
  }

  private Target sameBytes(MediaItem media) {
    var pointer = pointer(media, BY_BYTES + bytes(media.declared()));
    while (true) {
      var before = putOnce(pointer).map(DynamoMediaCatalog::target);
      if (before.isEmpty()) {
        return new Target.NewItem(media.id());
      }
      var found = find(media.userId(), before.get());
      if (found.isPresent() && isReusable(found.get(), media)) {
        return new Target.Existing(found.get());
      }
      // It may be about to be added.
      if (found.isEmpty() && !media.isAfterUploadOf(before.get())) {
        return new Target.NewItem(before.get());
      }
      if (repoint(pointer, before.get())) {
        return new Target.NewItem(media.id());
      }
    }
  }

  private Target byKey(MediaItem media, IdempotencyKey key, Target sameBytes) {
    var id =
        switch (sameBytes) {
          case Target.Existing(var existing) -> existing.id();
          case Target.NewItem(var newId) -> newId;
          case Target.Conflict() -> throw new IllegalStateException("checksums have no conflict");
        };
    var request = request(media.declared());
    var pointer = new HashMap<>(pointer(media.withId(id), BY_KEY + key.value()));
    var end = media.id().createdAt().plus(properties.idempotencyRetention());
    pointer.put("expireAt", DynamoMediaItem.number(end.getEpochSecond()));
    pointer.put("request", fromS(request));
    while (true) {
      var before = putOnce(pointer);
      if (before.isEmpty()) {
        return sameBytes;
      }
      if (!DynamoMediaItem.text(before.get(), "request").equals(request)) {
        return new Target.Conflict();
      }
      var first = target(before.get());
      var found = find(media.userId(), first);
      if (found.isPresent() && isRepeatOf(found.get(), media)) {
        return new Target.Existing(found.get());
      }
      if (first.equals(id) || repoint(pointer, first)) {
        return sameBytes;
      }
    }
  }

  /** Whether a key still refers to the item. Of a rejected item a repeat tells the outcome. */
  private static boolean isRepeatOf(MediaItem found, MediaItem media) {
    return found.state() instanceof State.Rejected
            && !found.attributes().isInTrash()
            && found.declared().sha256().equals(media.declared().sha256())
        || isReusable(found, media);
  }

  /** Whether the bytes are uploaded, or can still be uploaded for this item. */
  private static boolean isReusable(MediaItem found, MediaItem media) {
    // A discovered original may have been overwritten.
    return !found.attributes().isInTrash()
        && found.declared().sha256().equals(media.declared().sha256())
        && switch (found.state()) {
          case State.Pending _ -> !found.isExpired(media.id().createdAt());
          case State.Uploaded _, State.Processing _, State.Ready _ -> true;
          case State.Rejected _ -> false;
        };
  }

  /** With the type: a file may be rejected as one type and accepted as another. */
  private static String bytes(DeclaredFile declared) {
    return "%s#%d#%s"
        .formatted(declared.sha256().orElseThrow(), declared.size(), declared.contentType());
  }

  private static String request(DeclaredFile declared) {
    return bytes(declared) + "#" + declared.fileName();
  }

  /** False if the pointer no longer refers to the old item. */
  private boolean repoint(Map<String, AttributeValue> pointer, MediaId old) {
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(pointer)
              .conditionExpression("mediaId = :old")
              .expressionAttributeValues(Map.of(":old", fromS(old.value()))));
      return true;
    } catch (ConditionalCheckFailedException changedConcurrently) {
      return false;
    }
  }

  @Override
  public MediaItem registerDiscovered(MediaItem media) {
    if (media.isRequestedUpload()) {
      return addOnce(media);
    }
    // The pointer first, as above.
    var id = pointerTarget(media, pointer(media, BY_PATH + media.path()));
    return addOnce(MediaItem.discovered(media.userId(), id, media.path(), media.declared()));
  }

  @Override
  public void indexByChecksum(MediaItem media) {
    var pointer = pointer(media, BY_BYTES + bytes(media.declared()));
    putOnce(pointer)
        .map(DynamoMediaCatalog::target)
        .filter(it -> !it.equals(media.id()) && find(media.userId(), it).isEmpty())
        .ifPresent(removed -> repoint(pointer, removed));
  }

  /** The item that the pointer refers to, now or before. */
  private MediaId pointerTarget(MediaItem media, Map<String, AttributeValue> pointer) {
    return putOnce(pointer).map(DynamoMediaCatalog::target).orElse(media.id());
  }

  private static Map<String, AttributeValue> pointer(MediaItem media, String id) {
    return Map.of(
        "userId", fromS(media.userId().value()),
        "id", fromS(id),
        "mediaId", fromS(media.id().value()));
  }

  private static MediaId target(Map<String, AttributeValue> pointer) {
    return new MediaId(DynamoMediaItem.text(pointer, "mediaId"));
  }

  private MediaItem addOnce(MediaItem media) {
    return putOnce(DynamoMediaItem.of(media)).map(DynamoMediaItem::toMedia).orElse(media);
  }

  /** The existing item, if existing is one; then nothing is written. */
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
  public Optional<MediaItem> find(UserId userId, MediaId id) {
    return item(userId, id.value()).map(DynamoMediaItem::toMedia);
  }

  @Override
  public Optional<MediaItem> findAt(UserId userId, String path) {
    return MediaId.parse(path)
        .or(() -> item(userId, BY_PATH + path).map(DynamoMediaCatalog::target))
        .flatMap(id -> find(userId, id));
  }

  private Optional<Map<String, AttributeValue>> item(UserId userId, String id) {
    var found =
        dynamo.getItem(get -> get.tableName(table).key(key(userId, id)).consistentRead(true));
    return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
  }

  @Override
  public List<MediaItem> newest(UserId userId, Optional<MediaId> before, int limit) {
    var end = before.map(MediaId::value).orElse(AFTER_ALL_MEDIA);
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("#userId = :userId AND id < :end")
                .filterExpression("attribute_not_exists(deletedAt)")
                .expressionAttributeNames(Map.of("#userId", "userId"))
                .expressionAttributeValues(
                    Map.of(":userId", fromS(userId.value()), ":end", fromS(end)))
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
  public List<MediaItem> inAlbum(
      UserId userId, AlbumId album, Optional<MediaId> before, int limit) {
    return inCollection(DynamoMediaItem.albumKey(userId, album), before, limit, _ -> true);
  }

  @Override
  public List<MediaItem> inTrash(UserId userId, Optional<MediaId> before, int limit) {
    return inCollection(
        DynamoMediaItem.trashKey(userId), before, limit, it -> !it.attributes().isPurging());
  }

  private List<MediaItem> inCollection(
      String collectionKey, Optional<MediaId> before, int limit, Predicate<MediaItem> filter) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .indexName(BY_COLLECTION)
                .keyConditionExpression("collectionKey = :collectionKey AND id < :end")
                .expressionAttributeValues(
                    Map.of(
                        ":collectionKey", fromS(collectionKey),
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
  public Stream<MediaKey> inTrashBefore(Instant moment) {
    return SHARDS
        .chars()
        .mapToObj(Character::toString)
        .flatMap(shard -> inTrashBefore(shard, moment));
  }

  private Stream<MediaKey> inTrashBefore(String shard, Instant moment) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .indexName(BY_PURGE_DATE)
                .keyConditionExpression("shard = :shard AND purgeKey < :moment")
                .expressionAttributeValues(
                    Map.of(
                        ":shard", fromS(shard),
                        ":moment", DynamoMediaItem.number(moment.toEpochMilli()))))
        .items()
        .stream()
        .map(item ->
            new MediaKey(
                new UserId(DynamoMediaItem.text(item, "userId")),
                new MediaId(DynamoMediaItem.text(item, "id"))));
  }

  @Override
  public Stream<MediaItem> all(UserId userId) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("#userId = :userId AND id < :end")
                .expressionAttributeNames(Map.of("#userId", "userId"))
                .expressionAttributeValues(
                    Map.of(":userId", fromS(userId.value()), ":end", fromS(AFTER_ALL_MEDIA)))
                .consistentRead(true))
        .items()
        .stream()
        .map(DynamoMediaItem::toMedia);
  }

  @Override
  public Optional<MediaItem> updateState(MediaItem seen, MediaItem next) {
    var values = new HashMap<String, AttributeValue>();
    var condition = stateUnchanged(seen, values);
    if (next.state() instanceof State.Pending) {
      condition += uploadUnchanged(seen, values);
    }
    return replace(
        next,
        DynamoMediaItem.ORIGINAL_ATTRIBUTES,
        DynamoMediaItem.ofOriginal(next),
        condition,
        values);
  }

  private static String stateUnchanged(MediaItem seen, Map<String, AttributeValue> values) {
    values.put(":seenState", fromS(seen.state().code()));
    seen.version().ifPresent(it -> values.put(":seenVersion", fromS(it)));
    return "#state = :seenState AND "
        + (seen.version().isPresent()
            ? "#version = :seenVersion"
            : "attribute_not_exists(#version)");
  }

  /** A pending item's multipart upload matters only to those who change it. */
  private static String uploadUnchanged(MediaItem seen, Map<String, AttributeValue> values) {
    var outcome = DynamoMediaItem.ofOriginal(seen).get("outcome");
    if (outcome == null) {
      return " AND attribute_not_exists(#outcome)";
    }
    values.put(":seenOutcome", outcome);
    return " AND #outcome = :seenOutcome";
  }

  @Override
  public Optional<MediaItem> updateOwnerAttributes(MediaItem seen, OwnerAttributes attributes) {
    var values = new HashMap<String, AttributeValue>();
    var condition = "attribute_exists(#state)" + ownerAttributesUnchanged(seen, values);
    return replace(
        seen.with(attributes),
        DynamoMediaItem.OWNER_ATTRIBUTES,
        DynamoMediaItem.ofOwnerAttributes(seen.userId(), seen.id(), attributes),
        condition,
        values);
  }

  private static String ownerAttributesUnchanged(
      MediaItem seen, Map<String, AttributeValue> values) {
    var revision = seen.attributes().revision();
    if (revision == 0) {
      return " AND attribute_not_exists(#revision)";
    }
    values.put(":seenRevision", DynamoMediaItem.number(revision));
    return " AND #revision = :seenRevision";
  }

  @Override
  public boolean remove(MediaItem seen) {
    var names =
        new HashMap<>(Map.of("#state", "state", "#version", "version", "#revision", "revision"));
    var values = new HashMap<String, AttributeValue>();
    var unchanged = stateUnchanged(seen, values) + ownerAttributesUnchanged(seen, values);
    if (seen.state() instanceof State.Pending) {
      names.put("#outcome", "outcome");
      unchanged += uploadUnchanged(seen, values);
    }
    var condition = "attribute_not_exists(id) OR (" + unchanged + ")";
    var removals = new ArrayList<TransactWriteItem>();
    removals.add(
        TransactWriteItem.builder()
            .delete(delete ->
                delete
                    .tableName(table)
                    .key(key(seen.userId(), seen.id().value()))
                    .conditionExpression(condition)
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values))
            .build());
    if (!seen.isRequestedUpload()) {
      // Together, so that no pointer to a removed item is left.
      removals.add(
          TransactWriteItem.builder()
              .delete(
                  delete -> delete.tableName(table).key(key(seen.userId(), BY_PATH + seen.path())))
              .build());
    }
    try {
      dynamo.transactWriteItems(write -> write.transactItems(removals));
    } catch (TransactionCanceledException refused) {
      if (refused.hasCancellationReasons()
          && refused.cancellationReasons().stream()
              .anyMatch(reason -> CHANGED_CONCURRENTLY.contains(reason.code()))) {
        return false;
      }
      throw refused;
    }
    removeChecksumPointer(seen);
    return true;
  }

  /** Otherwise the next upload of these bytes would find this item. */
  private void removeChecksumPointer(MediaItem removed) {
    if (removed.declared().sha256().isEmpty()) {
      return;
    }
    try {
      dynamo.deleteItem(delete ->
          delete
              .tableName(table)
              .key(key(removed.userId(), BY_BYTES + bytes(removed.declared())))
              .conditionExpression("mediaId = :gone")
              .expressionAttributeValues(Map.of(":gone", fromS(removed.id().value()))));
    } catch (ConditionalCheckFailedException refersToAnother) {
      // The checksum refers to another item.
    }
  }

  /** Sets or removes the named attributes and leaves the others. */
  private Optional<MediaItem> replace(
      MediaItem next,
      List<String> attributes,
      Map<String, AttributeValue> item,
      String condition,
      Map<String, AttributeValue> conditionValues) {
    var values = new HashMap<>(conditionValues);
    var set = new ArrayList<String>();
    // Sorted, so that the same change is the same request.
    new TreeMap<>(item)
        .forEach((name, value) -> {
          values.put(":" + name, value);
          set.add("#%1$s = :%1$s".formatted(name));
        });
    var absent = attributes.stream().filter(name -> !item.containsKey(name)).toList();
    var expression =
        "%s%s"
            .formatted(
                set.isEmpty() ? "" : "SET " + String.join(", ", set),
                absent.isEmpty() ? "" : absent.stream().collect(joining(", #", " REMOVE #", "")));
    var names = new HashMap<>(attributes.stream().collect(toMap(it -> "#" + it, it -> it)));
    names.put("#state", "state");
    try {
      return Optional.of(
          DynamoMediaItem.toMedia(
              dynamo
                  .updateItem(update ->
                      update
                          .tableName(table)
                          .key(key(next.userId(), next.id().value()))
                          .updateExpression(expression)
                          .conditionExpression(condition)
                          .expressionAttributeNames(names)
                          .expressionAttributeValues(values.isEmpty() ? null : values)
                          .returnValues(ReturnValue.ALL_NEW)
                          .returnValuesOnConditionCheckFailure(
                              ReturnValuesOnConditionCheckFailure.ALL_OLD))
                  .attributes()));
    } catch (ConditionalCheckFailedException changedBefore) {
      return changedBefore.hasItem()
          ? Optional.of(DynamoMediaItem.toMedia(changedBefore.item()))
          : Optional.empty();
    }
  }

  private static Map<String, AttributeValue> key(UserId userId, String id) {
    return Map.of("userId", fromS(userId.value()), "id", fromS(id));
  }
}
