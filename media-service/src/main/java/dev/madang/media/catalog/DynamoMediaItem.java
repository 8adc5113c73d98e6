package dev.madang.media.catalog;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.media.catalog.Media.Multipart;
import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.Placement.Visibility;
import dev.madang.media.rendition.Look;
import dev.madang.media.rendition.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A media as the table keeps it, and as its stream tells it. */
public final class DynamoMediaItem {

  /** What is said of the original: written together, and independent of the placement. */
  static final List<String> OF_ORIGINAL =
      List.of(
          "fileName",
          "contentType",
          "size",
          "sha256",
          "state",
          "outcome",
          "look",
          "version",
          "expireAt");

  static final List<String> OF_PLACEMENT =
      List.of("name", "album", "visibility", "deletedAt", "revision", "shelf", "bin");

  private static final Duration LONGEST_UPLOAD = Duration.ofHours(26);

  private DynamoMediaItem() {}

  /** The table also keeps items that are no media. */
  public static boolean isMedia(Map<String, AttributeValue> item) {
    return item.containsKey("state");
  }

  public static Media toMedia(Map<String, AttributeValue> item) {
    var id = new MediaId(text(item, "id"));
    return new Media(
        new OwnerId(text(item, "owner")),
        id,
        optional(item, "path").map(AttributeValue::s).orElse(id.value()),
        new Announced(
            text(item, "fileName"),
            text(item, "contentType"),
            number(item, "size"),
            optional(item, "sha256").map(AttributeValue::s)),
        toState(item),
        optional(item, "version").map(AttributeValue::s),
        toPlacement(item));
  }

  static Map<String, AttributeValue> of(Media media) {
    var item = new HashMap<>(ofOriginal(media));
    item.putAll(ofPlacement(media.owner(), media.id(), media.placement()));
    item.put("owner", fromS(media.owner().value()));
    item.put("id", fromS(media.id().value()));
    if (!media.wasAskedFor()) {
      item.put("path", fromS(media.path()));
    }
    return item;
  }

  static Map<String, AttributeValue> ofOriginal(Media media) {
    var item = new HashMap<>(of(media.state()));
    item.put("fileName", fromS(media.announced().fileName()));
    item.put("contentType", fromS(media.announced().contentType()));
    item.put("size", number(media.announced().size()));
    media.announced().sha256().ifPresent(it -> item.put("sha256", fromS(it)));
    media.version().ifPresent(it -> item.put("version", fromS(it)));
    if (media.state() instanceof State.Pending) {
      // The last ticket, or the last part, has come by then.
      var end = media.id().givenAt().plus(LONGEST_UPLOAD);
      item.put("expireAt", number(end.getEpochSecond()));
    }
    return item;
  }

  static Map<String, AttributeValue> ofPlacement(OwnerId owner, MediaId id, Placement placement) {
    var item = new HashMap<String, AttributeValue>();
    placement.name().ifPresent(it -> item.put("name", fromS(it)));
    placement.album().ifPresent(it -> item.put("album", fromS(it.value())));
    if (placement.visibility() != Visibility.PRIVATE) {
      item.put("visibility", fromS(placement.visibility().name()));
    }
    placement.deletedAt().ifPresent(it -> item.put("deletedAt", number(it.toEpochMilli())));
    if (placement.revision() > 0) {
      item.put("revision", number(placement.revision()));
    }
    shelf(owner, placement).ifPresent(it -> item.put("shelf", fromS(it)));
    if (placement.isInTrash()) {
      item.put("bin", fromS(binOf(id)));
    }
    return item;
  }

  /** The key of an index: an owner's trash, or one album. A media stands on one shelf at most. */
  private static Optional<String> shelf(OwnerId owner, Placement placement) {
    return placement.isInTrash()
        ? Optional.of(trashOf(owner))
        : placement.album().map(album -> shelfOf(owner, album));
  }

  /**
   * The key of the other index: what is in the trash, of all owners together, in some dozens of
   * parts so that none of them is hot.
   */
  private static String binOf(MediaId id) {
    return id.value().substring(id.value().length() - 1);
  }

  static String trashOf(OwnerId owner) {
    return owner + "#trash";
  }

  static String shelfOf(OwnerId owner, AlbumId album) {
    return owner + "#album#" + album;
  }

  private static Map<String, AttributeValue> of(State state) {
    var item = new HashMap<String, AttributeValue>();
    item.put("state", fromS(state.code()));
    switch (state) {
      case State.Pending(var parts) ->
          parts.ifPresent(it ->
              item.put(
                  "outcome",
                  fromM(
                      Map.of(
                          "uploadId", fromS(it.uploadId()), "partSize", number(it.partSize())))));
      case State.Ready(var look, var pictures) -> {
        look.ifPresent(it -> item.put("look", of(it)));
        item.put("outcome", fromL(pictures.stream().map(DynamoMediaItem::of).toList()));
      }
      case State.Rejected(var reason) -> item.put("outcome", fromS(reason.name()));
      case State.Uploaded _, State.Processing _ -> {}
    }
    return item;
  }

  private static AttributeValue of(Look look) {
    return fromM(
        Map.of(
            "width", number(look.width()),
            "height", number(look.height()),
            "thumbHash", fromS(look.thumbHash()),
            "dominantColor", fromS(look.dominantColor())));
  }

  private static AttributeValue of(Picture picture) {
    return fromM(
        Map.of(
            "preset", fromS(picture.preset()),
            "width", number(picture.width()),
            "height", number(picture.height()),
            "contentType", fromS(picture.contentType()),
            "bytes", number(picture.bytes()),
            "key", fromS(picture.key())));
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
              optional(item, "look").map(it -> toLook(it.m())),
              attribute(item, "outcome").l().stream().map(it -> toPicture(it.m())).toList());
      case "rejected" -> new State.Rejected(Reason.valueOf(text(item, "outcome")));
      case String other -> throw new IllegalStateException("Unknown media state " + other);
    };
  }

  private static Look toLook(Map<String, AttributeValue> item) {
    return new Look(
        Math.toIntExact(number(item, "width")),
        Math.toIntExact(number(item, "height")),
        text(item, "thumbHash"),
        text(item, "dominantColor"));
  }

  private static Picture toPicture(Map<String, AttributeValue> item) {
    return new Picture(
        text(item, "preset"),
        Math.toIntExact(number(item, "width")),
        Math.toIntExact(number(item, "height")),
        text(item, "contentType"),
        number(item, "bytes"),
        text(item, "key"));
  }

  private static Placement toPlacement(Map<String, AttributeValue> item) {
    return new Placement(
        optional(item, "name").map(AttributeValue::s),
        optional(item, "album").map(it -> new AlbumId(it.s())),
        optional(item, "visibility")
            .map(it -> Visibility.valueOf(it.s()))
            .orElse(Visibility.PRIVATE),
        optional(item, "deletedAt").map(it -> Instant.ofEpochMilli(Long.parseLong(it.n()))),
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
        .orElseThrow(() -> new IllegalStateException("An item without " + name));
  }
}
