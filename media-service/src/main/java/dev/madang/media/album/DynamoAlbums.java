package dev.madang.media.album;

import static dev.madang.media.MediaProblem.ALBUM_NOT_FOUND;
import static java.util.Objects.requireNonNull;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.media.AlbumId;
import dev.madang.media.IdempotencyKey;
import dev.madang.media.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** One item per album, and one per idempotency key. */
@Repository
class DynamoAlbums implements Albums {

  // Sorts after every ULID and before the prefix of idempotency keys.
  private static final String AFTER_ALL_ALBUMS = "a";
  private static final String BY_KEY = "idempotency#";
  private static final int READ_BATCH = 100;
  private static final int WRITE_BATCH = 25;

  private final DynamoDbClient dynamo;
  private final String table;
  private final AlbumProperties properties;

  DynamoAlbums(DynamoDbClient dynamo, AlbumProperties properties) {
    this.dynamo = dynamo;
    this.table = properties.table();
    this.properties = properties;
  }

  @Override
  public Added add(Album album, Optional<IdempotencyKey> key) {
    var added = put(album, key.map(it -> putOnce(pointer(album, it))));
    while (!added) {
      // Only a key can have been used before.
      var pointer = item(album.userId(), BY_KEY + key.orElseThrow().value()).orElseThrow();
      if (!text(pointer, "name").equals(album.name())) {
        return new Added.IdempotencyConflict();
      }
      var first = new AlbumId(text(pointer, "albumId"));
      var existing = find(album.userId(), first);
      if (existing.isPresent()) {
        return new Added.Created(existing.get());
      }
      added = put(album, key.map(it -> replace(pointer(album, it), first)));
    }
    return new Added.Created(album);
  }

  /** Together, so that a key without its album means that the album was removed. */
  private boolean put(Album album, Optional<TransactWriteItem> pointer) {
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(putOnce(toItem(album)));
    pointer.ifPresent(writes::add);
    try {
      dynamo.transactWriteItems(write -> write.transactItems(writes));
      return true;
    } catch (TransactionCanceledException refused) {
      if (pointer.isEmpty()) {
        throw refused;
      }
      return false;
    }
  }

  private TransactWriteItem replace(Map<String, AttributeValue> pointer, AlbumId removed) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table)
                .item(pointer)
                .conditionExpression("albumId = :removed")
                .expressionAttributeValues(Map.of(":removed", fromS(removed.value()))))
        .build();
  }

  private TransactWriteItem putOnce(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(id)"))
        .build();
  }

  private Map<String, AttributeValue> pointer(Album album, IdempotencyKey key) {
    var end = album.id().createdAt().plus(properties.idempotencyRetention());
    var pointer = new HashMap<>(key(album.userId(), BY_KEY + key.value()));
    pointer.put("albumId", fromS(album.id().value()));
    pointer.put("name", fromS(album.name()));
    pointer.put("expireAt", number(end.getEpochSecond()));
    return pointer;
  }

  @Override
  public Optional<Album> find(UserId userId, AlbumId id) {
    return item(userId, id.value()).map(DynamoAlbums::toAlbum);
  }

  private Optional<Map<String, AttributeValue>> item(UserId userId, String id) {
    var found =
        dynamo.getItem(get -> get.tableName(table).key(key(userId, id)).consistentRead(true));
    return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
  }

  @Override
  public List<Album> newest(UserId userId, Optional<AlbumId> before, int limit) {
    var end = before.map(it -> it.value()).orElse(AFTER_ALL_ALBUMS);
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("userId = :userId AND id < :end")
                .expressionAttributeValues(
                    Map.of(":userId", fromS(userId.value()), ":end", fromS(end)))
                .scanIndexForward(false)
                .consistentRead(true)
                .limit(limit))
        .items()
        .stream()
        .limit(limit)
        .map(DynamoAlbums::toAlbum)
        .toList();
  }

  @Override
  public Set<AlbumId> existing(UserId userId, Set<AlbumId> ids) {
    var all = List.copyOf(ids);
    var existing = new HashSet<AlbumId>();
    for (int from = 0; from < all.size(); from += READ_BATCH) {
      var keys =
          all.subList(from, Math.min(from + READ_BATCH, all.size())).stream()
              .map(id -> key(userId, id.value()))
              .toList();
      var left =
          Map.of(
              table,
              KeysAndAttributes.builder()
                  .keys(keys)
                  .projectionExpression("id")
                  .consistentRead(true)
                  .build());
      while (!left.isEmpty()) {
        var wanted = left;
        var found = dynamo.batchGetItem(get -> get.requestItems(wanted));
        found.responses().getOrDefault(table, List.of()).forEach(item -> existing.add(idOf(item)));
        left = found.unprocessedKeys();
      }
    }
    return existing;
  }

  @Override
  public Album rename(Album seen, String name) {
    try {
      return toAlbum(
          dynamo
              .updateItem(update ->
                  update
                      .tableName(table)
                      .key(key(seen.userId(), seen.id().value()))
                      .updateExpression("SET #name = :name, revision = :next")
                      .conditionExpression("revision = :seen")
                      .expressionAttributeNames(Map.of("#name", "name"))
                      .expressionAttributeValues(
                          Map.of(
                              ":name", fromS(name),
                              ":seen", number(seen.revision()),
                              ":next", number(seen.revision() + 1)))
                      .returnValues(ReturnValue.ALL_NEW)
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD))
              .attributes());
    } catch (ConditionalCheckFailedException changedBefore) {
      if (!changedBefore.hasItem()) {
        throw ALBUM_NOT_FOUND.exception();
      }
      return toAlbum(changedBefore.item());
    }
  }

  @Override
  public void remove(UserId userId, AlbumId id) {
    dynamo.deleteItem(delete -> delete.tableName(table).key(key(userId, id.value())));
  }

  @Override
  public long count(UserId userId) {
    return ids(userId).stream().filter(id -> id.compareTo(AFTER_ALL_ALBUMS) < 0).count();
  }

  @Override
  public void removeAll(UserId userId) {
    var ids = ids(userId);
    for (int from = 0; from < ids.size(); from += WRITE_BATCH) {
      var removals =
          ids.subList(from, Math.min(from + WRITE_BATCH, ids.size())).stream()
              .map(
                  id -> WriteRequest.builder().deleteRequest(it -> it.key(key(userId, id))).build())
              .toList();
      var left = Map.of(table, removals);
      while (!left.isEmpty()) {
        var wanted = left;
        left = dynamo.batchWriteItem(write -> write.requestItems(wanted)).unprocessedItems();
      }
    }
  }

  /** Of albums and idempotency keys. */
  private List<String> ids(UserId userId) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("userId = :userId")
                .expressionAttributeValues(Map.of(":userId", fromS(userId.value())))
                .projectionExpression("id")
                .consistentRead(true))
        .items()
        .stream()
        .map(item -> text(item, "id"))
        .toList();
  }

  private static Map<String, AttributeValue> toItem(Album album) {
    var item = new HashMap<>(key(album.userId(), album.id().value()));
    item.put("name", fromS(album.name()));
    item.put("revision", number(album.revision()));
    return item;
  }

  private static Album toAlbum(Map<String, AttributeValue> item) {
    return new Album(
        new UserId(text(item, "userId")), idOf(item), text(item, "name"), number(item, "revision"));
  }

  private static AlbumId idOf(Map<String, AttributeValue> item) {
    return new AlbumId(text(item, "id"));
  }

  private static Map<String, AttributeValue> key(UserId userId, String id) {
    return Map.of("userId", fromS(userId.value()), "id", fromS(id));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return attribute(item, name).s();
  }

  private static AttributeValue number(long value) {
    return fromN(Long.toString(value));
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    return Long.parseLong(attribute(item, name).n());
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name), () -> "An album without " + name);
  }
}
