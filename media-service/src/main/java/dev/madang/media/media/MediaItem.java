package dev.madang.media.media;

import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.rendition.Preview;
import dev.madang.media.rendition.RejectionReason;
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
public record MediaItem(
    UserId userId,
    MediaId id,
    String path,
    DeclaredFile declared,
    State state,
    Optional<String> version,
    OwnerAttributes attributes) {

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
     * @param preview empty when it is no picture
     * @param renditions empty when it is no picture
     */
    record Ready(Optional<Preview> preview, List<StoredRendition> renditions) implements State {
      public Ready {
        renditions = List.copyOf(renditions);
      }
    }

    record Rejected(RejectionReason reason) implements State {}

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
  public record StoredRendition(
      String preset, int width, int height, String contentType, long size, String key) {}

  /** What an owner asked to upload: the place is ours to give. */
  public static MediaItem pending(UserId userId, MediaId id, DeclaredFile declared) {
    return new MediaItem(
        userId,
        id,
        id.value(),
        declared,
        new State.Pending(),
        Optional.empty(),
        OwnerAttributes.INITIAL);
  }

  /** What lies where nobody was sent to: its owner wrote it with keys of AWS. */
  public static MediaItem discovered(
      UserId userId, MediaId id, String path, DeclaredFile declared) {
    return new MediaItem(
        userId, id, path, declared, new State.Pending(), Optional.empty(), OwnerAttributes.INITIAL);
  }

  /** The same wish, under an id that was given to it before. */
  MediaItem known(MediaId id) {
    return new MediaItem(userId, id, id.value(), declared, state, version, attributes);
  }

  /** Whether another could have been sent and have come since. */
  boolean isLongAfter(MediaId other) {
    return !id.createdAt().isBefore(other.createdAt().plus(UPLOAD));
  }

  /** Whether we gave the place, so that only what was announced may lie there. */
  public boolean isRequestedUpload() {
    return path.equals(id.value());
  }

  /** What its owner calls it. */
  public String name() {
    return attributes.name().orElse(declared.fileName());
  }

  /** The same media, with this to be said of this version. */
  public MediaItem with(String version, State state) {
    return new MediaItem(userId, id, path, declared, state, Optional.of(version), attributes);
  }

  public MediaItem with(State state) {
    return new MediaItem(userId, id, path, declared, state, version, attributes);
  }

  /** Whether its file has not come, and can be sent no longer. */
  public boolean isLapsed(Instant now) {
    return state instanceof State.Pending && !now.isBefore(id.createdAt().plus(UPLOAD));
  }

  public MediaItem with(DeclaredFile declared) {
    return new MediaItem(userId, id, path, declared, state, version, attributes);
  }

  public MediaItem with(OwnerAttributes attributes) {
    return new MediaItem(userId, id, path, declared, state, version, attributes);
  }
}
