package dev.madang.media.catalog;

import dev.madang.media.rendition.Reason;
import java.util.List;

/** One file of one owner. Its state says what there is to see of it. */
public record Media(OwnerId owner, MediaId id, Announced announced, State state) {

  /** What became of the upload. Settled once: ready or rejected. */
  public sealed interface State {

    /** Not uploaded, or not looked at yet. */
    record Pending() implements State {}

    record Ready(List<Picture> pictures) implements State {
      public Ready {
        pictures = List.copyOf(pictures);
      }
    }

    record Rejected(Reason reason) implements State {}
  }

  /**
   * A rendition, and where it is kept.
   *
   * @param width in pixels
   * @param height in pixels
   * @param key in the bucket of renditions
   */
  public record Picture(
      String preset, int width, int height, String contentType, long bytes, String key) {}

  public static Media pending(OwnerId owner, MediaId id, Announced announced) {
    return new Media(owner, id, announced, new State.Pending());
  }
}
