package dev.madang.media.media;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.defaults.telemetry.TraceParent;
import dev.madang.media.AlbumId;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.media.MediaItem.Multipart;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.MediaItem.StoredRendition;
import dev.madang.media.media.OwnerAttributes.Visibility;
import dev.madang.media.rendition.Preview;
import dev.madang.media.rendition.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Media items in the table and in its stream. */
public final class DynamoMediaItem {

  /** Written by {@link MediaCatalog#updateState}. */
  static final List<String> ORIGINAL_ATTRIBUTES =
      List.of(
          "fileName",
          "contentType",
          "size",
          "sha256",
          "state",
          "outcome",
          "preview",
          "version",
          "expireAt");

  static final List<String> OWNER_ATTRIBUTES =
      List.of(
          "name",
          "albumId",
          "visibility",
          "deletedAt",
          "purging",
          "revision",
          "collectionKey",
          "shard",
          "purgeKey");

  private static final Duration PENDING_RETENTION = Duration.ofHours(26);

  private DynamoMediaItem() {}

  /** The table has other items, too. */
  public static boolean isMediaItem(Map<String, AttributeValue> item) {
    return item.containsKey("state");
  }

  public static MediaItem toMedia(Map<String, AttributeValue> item) {
    var id = new MediaId(text(item, "id"));
    return new MediaItem(
        new UserId(text(item, "userId")),
        id,
        optional(item, "path").map(AttributeValue::s).orElse(id.value()),
        new DeclaredFile(
            text(item, "fileName"),
            text(item, "contentType"),
            number(item, "size"),
            optional(item, "sha256").map(AttributeValue::s)),
        toState(item),
        optional(item, "version").map(AttributeValue::s),
        toOwnerAttributes(item),
        optional(item, TraceParent.NAME).map(it -> new TraceParent(it.s())));
  }

  static Map<String, AttributeValue> of(MediaItem media) {
    var item = new HashMap<>(ofOriginal(media));
    item.putAll(ofOwnerAttributes(media.userId(), media.id(), media.attributes()));
    item.put("userId", fromS(media.userId().value()));
    item.put("id", fromS(media.id().value()));
    if (!media.isRequestedUpload()) {
      item.put("path", fromS(media.path()));
    }
    media.traceParent().ifPresent(it -> item.put(TraceParent.NAME, fromS(it.value())));
    return item;
  }

  static Map<String, AttributeValue> ofOriginal(MediaItem media) {
    var item = new HashMap<>(of(media.state()));
    item.put("fileName", fromS(media.declared().fileName()));
    item.put("contentType", fromS(media.declared().contentType()));
    item.put("size", number(media.declared().size()));
    media.declared().sha256().ifPresent(it -> item.put("sha256", fromS(it)));
    media.version().ifPresent(it -> item.put("version", fromS(it)));
    if (media.state() instanceof State.Pending) {
      // No upload takes longer.
      var end = media.id().createdAt().plus(PENDING_RETENTION);
      item.put("expireAt", number(end.getEpochSecond()));
    }
    return item;
  }

  static Map<String, AttributeValue> ofOwnerAttributes(
      UserId userId, MediaId id, OwnerAttributes attributes) {
    var item = new HashMap<String, AttributeValue>();
    attributes.name().ifPresent(it -> item.put("name", fromS(it)));
    attributes.album().ifPresent(it -> item.put("albumId", fromS(it.value())));
    if (attributes.visibility() != Visibility.PRIVATE) {
      item.put("visibility", fromS(attributes.visibility().name()));
    }
    attributes.deletedAt().ifPresent(it -> item.put("deletedAt", number(it.toEpochMilli())));
    if (attributes.revision() > 0) {
      item.put("revision", number(attributes.revision()));
    }
    collectionKey(userId, attributes).ifPresent(it -> item.put("collectionKey", fromS(it)));
    attributes
        .deletedAt()
        .ifPresent(it -> {
          item.put("shard", fromS(shardOf(id)));
          item.put("purgeKey", number(attributes.isPurging() ? 0 : it.toEpochMilli()));
        });
    if (attributes.isPurging()) {
      item.put("purging", fromBool(true));
    }
    return item;
  }

  /** The partition key of by-collection: the trash of a user, or an album. */
  private static Optional<String> collectionKey(UserId userId, OwnerAttributes attributes) {
    return attributes.isInTrash()
        ? Optional.of(trashKey(userId))
        : attributes.album().map(album -> albumKey(userId, album));
  }

  /** The partition key of by-purge-date spreads the trash of all users, so that none is hot. */
  private static String shardOf(MediaId id) {
    return id.value().substring(id.value().length() - 1);
  }

  static String trashKey(UserId userId) {
    return userId + "#trash";
  }

  static String albumKey(UserId userId, AlbumId album) {
    return userId + "#album#" + album;
  }

  private static Map<String, AttributeValue> of(State state) {
    var item = new HashMap<String, AttributeValue>();
    item.put("state", fromS(state.code()));
    switch (state) {
      case State.Pending(var multipart) ->
          multipart.ifPresent(it ->
              item.put(
                  "outcome",
                  fromM(
                      Map.of(
                          "uploadId", fromS(it.uploadId()), "partSize", number(it.partSize())))));
      case State.Ready(var preview, var renditions) -> {
        preview.ifPresent(it -> item.put("preview", of(it)));
        item.put("outcome", fromL(renditions.stream().map(DynamoMediaItem::of).toList()));
      }
      case State.Rejected(var reason) -> item.put("outcome", fromS(reason.name()));
      case State.Uploaded _, State.Processing _ -> {}
    }
    return item;
  }

  private static AttributeValue of(Preview preview) {
    return fromM(
        Map.of(
            "width", number(preview.width()),
            "height", number(preview.height()),
            "thumbHash", fromS(preview.thumbHash()),
            "dominantColor", fromS(preview.dominantColor())));
  }

  private static AttributeValue of(StoredRendition rendition) {
    return fromM(
        Map.of(
            "preset", fromS(rendition.preset()),
            "width", number(rendition.width()),
            "height", number(rendition.height()),
            "contentType", fromS(rendition.contentType()),
            "size", number(rendition.size()),
            "key", fromS(rendition.key())));
  }

  private static State toState(Map<String, AttributeValue> item) {
    return switch (text(item, "state")) {
      case "pending" ->
          new State.Pending(
              optional(item, "outcome")
                  .map(it -> new Multipart(text(it.m(), "uploadId"), number(it.m(), "partSize"))));
      case "uploaded" -> new State.Uploaded();
      case "processing" -> new State.Processing();
      case "ready" ->
          new State.Ready(
              optional(item, "preview").map(it -> toPreview(it.m())),
              attribute(item, "outcome").l().stream()
                  .map(it -> toStoredRendition(it.m()))
                  .toList());
      case "rejected" -> new State.Rejected(RejectionReason.valueOf(text(item, "outcome")));
      case String other -> throw new IllegalStateException("Unknown media state " + other);
    };
  }

  private static Preview toPreview(Map<String, AttributeValue> item) {
    return new Preview(
        Math.toIntExact(number(item, "width")),
        Math.toIntExact(number(item, "height")),
        text(item, "thumbHash"),
        text(item, "dominantColor"));
  }

  private static StoredRendition toStoredRendition(Map<String, AttributeValue> item) {
    return new StoredRendition(
        text(item, "preset"),
        Math.toIntExact(number(item, "width")),
        Math.toIntExact(number(item, "height")),
        text(item, "contentType"),
        number(item, "size"),
        text(item, "key"));
  }

  private static OwnerAttributes toOwnerAttributes(Map<String, AttributeValue> item) {
    return new OwnerAttributes(
        optional(item, "name").map(AttributeValue::s),
        optional(item, "albumId").map(it -> new AlbumId(it.s())),
        optional(item, "visibility")
            .map(it -> Visibility.valueOf(it.s()))
            .orElse(Visibility.PRIVATE),
        optional(item, "deletedAt").map(it -> Instant.ofEpochMilli(Long.parseLong(it.n()))),
        item.containsKey("purging"),
        optional(item, "revision").map(it -> Long.parseLong(it.n())).orElse(0L));
  }

  static String text(Map<String, AttributeValue> item, String name) {
    return attribute(item, name).s();
  }

  static AttributeValue number(long value) {
    return fromN(Long.toString(value));
  }

  static long number(Map<String, AttributeValue> item, String name) {
    return Long.parseLong(attribute(item, name).n());
  }

  private static Optional<AttributeValue> optional(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name));
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return optional(item, name)
        .orElseThrow(() -> new IllegalStateException("A media item without " + name));
  }
}
