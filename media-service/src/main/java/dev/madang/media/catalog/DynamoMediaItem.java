package dev.madang.media.catalog;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.rendition.Reason;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A media as the table keeps it, and as its stream tells it. */
public final class DynamoMediaItem {

  static final String PENDING = "pending";
  private static final String READY = "ready";
  private static final String REJECTED = "rejected";

  private DynamoMediaItem() {}

  /** The table also keeps items that are no media. */
  public static boolean isMedia(Map<String, AttributeValue> item) {
    return item.containsKey("state");
  }

  public static Media toMedia(Map<String, AttributeValue> item) {
    return new Media(
        new OwnerId(text(item, "owner")),
        new MediaId(text(item, "id")),
        new Announced(
            text(item, "fileName"),
            text(item, "contentType"),
            Long.parseLong(attribute(item, "size").n()),
            text(item, "sha256")),
        toState(item));
  }

  static Map<String, AttributeValue> of(Media media) {
    var item = new HashMap<>(of(media.state()));
    item.put("owner", fromS(media.owner().value()));
    item.put("id", fromS(media.id().value()));
    item.put("fileName", fromS(media.announced().fileName()));
    item.put("contentType", fromS(media.announced().contentType()));
    item.put("size", fromN(Long.toString(media.announced().size())));
    item.put("sha256", fromS(media.announced().sha256()));
    return item;
  }

  static Map<String, AttributeValue> of(State state) {
    return switch (state) {
      case State.Pending() -> Map.of("state", fromS(PENDING));
      case State.Ready(var pictures) ->
          Map.of(
              "state", fromS(READY),
              "outcome", fromL(pictures.stream().map(DynamoMediaItem::of).toList()));
      case State.Rejected(var reason) ->
          Map.of("state", fromS(REJECTED), "outcome", fromS(reason.name()));
    };
  }

  private static AttributeValue of(Picture picture) {
    return fromM(
        Map.of(
            "preset", fromS(picture.preset()),
            "width", fromN(Integer.toString(picture.width())),
            "height", fromN(Integer.toString(picture.height())),
            "contentType", fromS(picture.contentType()),
            "bytes", fromN(Long.toString(picture.bytes())),
            "key", fromS(picture.key())));
  }

  private static State toState(Map<String, AttributeValue> item) {
    return switch (text(item, "state")) {
      case PENDING -> new State.Pending();
      case READY ->
          new State.Ready(
              attribute(item, "outcome").l().stream().map(it -> toPicture(it.m())).toList());
      case REJECTED -> new State.Rejected(Reason.valueOf(text(item, "outcome")));
      case String other -> throw new IllegalStateException("Unknown media state " + other);
    };
  }

  private static Picture toPicture(Map<String, AttributeValue> item) {
    return new Picture(
        text(item, "preset"),
        Integer.parseInt(attribute(item, "width").n()),
        Integer.parseInt(attribute(item, "height").n()),
        text(item, "contentType"),
        Long.parseLong(attribute(item, "bytes").n()),
        text(item, "key"));
  }

  static String text(Map<String, AttributeValue> item, String name) {
    return attribute(item, name).s();
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("An item without " + name);
    }
    return value;
  }
}
