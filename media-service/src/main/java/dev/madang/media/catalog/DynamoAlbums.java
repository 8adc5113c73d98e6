package dev.madang.media.catalog;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

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

/** Albums stand in the catalogue's own table, under ids that no media has. */
@Repository
class DynamoAlbums implements Albums {

  private static final String ALBUM = "album#";
  private static final String AFTER_ALL_ALBUMS = "album$";
  private static final String BY_KEY = "album-idempotency#";
  private static final int BATCH = 100;

  private final DynamoDbClient dynamo;
  private final String table;
  private final CatalogProperties properties;

  DynamoAlbums(DynamoDbClient dynamo, CatalogProperties properties) {
    this.dynamo = dynamo;
    this.table = properties.table();
    this.properties = properties;
  }

  @Override
  public Added add(Album asked, Optional<IdempotencyKey> key) {
    // Together, so that a key whose album is not there stands for one that was removed.
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(putOnce(toItem(asked)));
    key.ifPresent(it -> writes.add(putOnce(pointer(asked, it))));
    try {
      dynamo.transactWriteItems(write -> write.transactItems(writes));
      return new Added.Kept(asked);
    } catch (TransactionCanceledException usedBefore) {
      return key.flatMap(it -> item(asked.owner(), BY_KEY + it.value()))
          .map(pointer -> askedForBefore(asked, pointer))
          .orElseThrow(() -> usedBefore);
    }
  }

  private Added askedForBefore(Album asked, Map<String, AttributeValue> pointer) {
    if (!DynamoMediaItem.text(pointer, "name").equals(asked.name())) {
      return new Added.KeyReused();
    }
    var id = new AlbumId(DynamoMediaItem.text(pointer, "albumId"));
    return find(asked.owner(), id)
        .<Added>map(Added.Kept::new)
        .orElseGet(() -> new Added.Removed(id));
  }

  private TransactWriteItem putOnce(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(id)"))
        .build();
  }

  private Map<String, AttributeValue> pointer(Album album, IdempotencyKey key) {
    var end = album.id().givenAt().plus(properties.keyMemory());
    var pointer = new HashMap<>(key(album.owner(), BY_KEY + key.value()));
    pointer.put("albumId", fromS(album.id().value()));
    pointer.put("name", fromS(album.name()));
    pointer.put("expireAt", DynamoMediaItem.number(end.getEpochSecond()));
    return pointer;
  }

  @Override
  public Optional<Album> find(OwnerId owner, AlbumId id) {
    return item(owner, ALBUM + id).map(DynamoAlbums::toAlbum);
  }

  private Optional<Map<String, AttributeValue>> item(OwnerId owner, String id) {
    var found =
        dynamo.getItem(get -> get.tableName(table).key(key(owner, id)).consistentRead(true));
    return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
  }

  @Override
  public List<Album> newest(OwnerId owner, Optional<AlbumId> before, int limit) {
    var end = before.map(it -> ALBUM + it).orElse(AFTER_ALL_ALBUMS);
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("#owner = :owner AND id BETWEEN :first AND :end")
                .expressionAttributeNames(Map.of("#owner", "owner"))
                .expressionAttributeValues(
                    Map.of(
                        ":owner", fromS(owner.value()), ":first", fromS(ALBUM), ":end", fromS(end)))
                .scanIndexForward(false)
                .consistentRead(true)
                // BETWEEN takes its end in, which the reader knows already.
                .limit(limit + 1))
        .items()
        .stream()
        .filter(item -> !DynamoMediaItem.text(item, "id").equals(end))
        .limit(limit)
        .map(DynamoAlbums::toAlbum)
        .toList();
  }

  @Override
  public Set<AlbumId> standing(OwnerId owner, Set<AlbumId> asked) {
    var all = List.copyOf(asked);
    var standing = new HashSet<AlbumId>();
    for (int from = 0; from < all.size(); from += BATCH) {
      var keys =
          all.subList(from, Math.min(from + BATCH, all.size())).stream()
              .map(id -> key(owner, ALBUM + id))
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
        found.responses().getOrDefault(table, List.of()).forEach(item -> standing.add(idOf(item)));
        left = found.unprocessedKeys();
      }
    }
    return standing;
  }

  @Override
  public Album rename(Album seen, String name) {
    try {
      return toAlbum(
          dynamo
              .updateItem(update ->
                  update
                      .tableName(table)
                      .key(key(seen.owner(), ALBUM + seen.id()))
                      .updateExpression("SET #name = :name, revision = :next")
                      .conditionExpression("revision = :seen")
                      .expressionAttributeNames(Map.of("#name", "name"))
                      .expressionAttributeValues(
                          Map.of(
                              ":name", fromS(name),
                              ":seen", DynamoMediaItem.number(seen.revision()),
                              ":next", DynamoMediaItem.number(seen.revision() + 1)))
                      .returnValues(ReturnValue.ALL_NEW)
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD))
              .attributes());
    } catch (ConditionalCheckFailedException changedBefore) {
      if (!changedBefore.hasItem()) {
        throw new AlbumNotFound(seen.id().value());
      }
      return toAlbum(changedBefore.item());
    }
  }

  @Override
  public void remove(OwnerId owner, AlbumId id) {
    dynamo.deleteItem(delete -> delete.tableName(table).key(key(owner, ALBUM + id)));
  }

  private static Map<String, AttributeValue> toItem(Album album) {
    var item = new HashMap<>(key(album.owner(), ALBUM + album.id()));
    item.put("name", fromS(album.name()));
    item.put("revision", DynamoMediaItem.number(album.revision()));
    return item;
  }

  private static Album toAlbum(Map<String, AttributeValue> item) {
    return new Album(
        new OwnerId(DynamoMediaItem.text(item, "owner")),
        idOf(item),
        DynamoMediaItem.text(item, "name"),
        DynamoMediaItem.number(item, "revision"));
  }

  private static AlbumId idOf(Map<String, AttributeValue> item) {
    return new AlbumId(DynamoMediaItem.text(item, "id").substring(ALBUM.length()));
  }

  private static Map<String, AttributeValue> key(OwnerId owner, String id) {
    return Map.of("owner", fromS(owner.value()), "id", fromS(id));
  }
}
