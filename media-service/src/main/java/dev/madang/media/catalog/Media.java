package dev.madang.media.catalog;

import dev.madang.media.rendition.Look;
import dev.madang.media.rendition.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One file of one owner. Its state says what there is to see of it.
 *
 * @param path where the original lies, below the owner's folder of media; the id of the media, if
 *     we gave the place
 * @param version of the original that the state speaks of, as S3 names it; empty until there is one
 * @param placement what its owner does with it
 */
public record Media(
    OwnerId owner,
    MediaId id,
    String path,
    Announced announced,
    State state,
    Optional<String> version,
    Placement placement) {

  /** For so long a file may be sent after it was announced; in parts, or with one more ticket. */
  public static final Duration UPLOAD = Duration.ofHours(24);

  /** What became of the original. Each version of it is settled once: ready or rejected. */
  public sealed interface State {

    /**
     * Not uploaded, as far as we know.
     *
     * @param parts how it is sent, if it is sent in parts
     */
    record Pending(Optional<Multipart> parts) implements State {
      public Pending() {
        this(Optional.empty());
      }
    }

    /** It is there, and waits: for its turn, or to be found clean. */
    record Uploaded() implements State {}

    /** It is being looked at. */
    record Processing() implements State {}

    /**
     * @param look empty when it is no picture
     * @param pictures empty when it is no picture
     */
    record Ready(Optional<Look> look, List<Picture> pictures) implements State {
      public Ready {
        pictures = List.copyOf(pictures);
      }
    }

    record Rejected(Reason reason) implements State {}

    /** Whether nothing more happens to this version of the original. */
    default boolean isSettled() {
      return switch (this) {
        case Pending _, Uploaded _, Processing _ -> false;
        case Ready _, Rejected _ -> true;
      };
    }

    /** As others read it. */
    default String code() {
      return switch (this) {
        case Pending _ -> "pending";
        case Uploaded _ -> "uploaded";
        case Processing _ -> "processing";
        case Ready _ -> "ready";
        case Rejected _ -> "rejected";
      };
    }
  }

  /**
   * An upload that is sent in parts.
   *
   * @param uploadId as S3 names it
   * @param partSize of each part but the last, in bytes
   */
  public record Multipart(String uploadId, long partSize) {}

  /**
   * A rendition, and where it is kept.
   *
   * @param width in pixels
   * @param height in pixels
   * @param key in the bucket of renditions
   */
  public record Picture(
      String preset, int width, int height, String contentType, long bytes, String key) {}

  /** What an owner asked to upload: the place is ours to give. */
  public static Media pending(OwnerId owner, MediaId id, Announced announced) {
    return new Media(
        owner,
        id,
        id.value(),
        announced,
        new State.Pending(),
        Optional.empty(),
        Placement.AT_FIRST);
  }

  /** What lies where nobody was sent to: its owner wrote it with keys of AWS. */
  public static Media found(OwnerId owner, MediaId id, String path, Announced announced) {
    return new Media(
        owner, id, path, announced, new State.Pending(), Optional.empty(), Placement.AT_FIRST);
  }

  /** The same wish, under an id that was given to it before. */
  Media known(MediaId id) {
    return new Media(owner, id, id.value(), announced, state, version, placement);
  }

  /** Whether another could have been sent and have come since. */
  boolean isLongAfter(MediaId other) {
    return !id.givenAt().isBefore(other.givenAt().plus(UPLOAD));
  }

  /** Whether we gave the place, so that only what was announced may lie there. */
  public boolean wasAskedFor() {
    return path.equals(id.value());
  }

  /** What its owner calls it. */
  public String name() {
    return placement.name().orElse(announced.fileName());
  }

  /** The same media, with this to be said of this version. */
  public Media with(String version, State state) {
    return new Media(owner, id, path, announced, state, Optional.of(version), placement);
  }

  public Media with(State state) {
    return new Media(owner, id, path, announced, state, version, placement);
  }

  /** Whether its file has not come, and can be sent no longer. */
  public boolean isLapsed(Instant now) {
    return state instanceof State.Pending && !now.isBefore(id.givenAt().plus(UPLOAD));
  }

  public Media with(Announced announced) {
    return new Media(owner, id, path, announced, state, version, placement);
  }

  public Media with(Placement placement) {
    return new Media(owner, id, path, announced, state, version, placement);
  }
}
