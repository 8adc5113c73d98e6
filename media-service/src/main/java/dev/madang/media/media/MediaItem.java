package dev.madang.media.media;

import dev.madang.defaults.telemetry.TraceParent;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.rendition.Preview;
import dev.madang.media.rendition.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file of a user.
 *
 * @param path of the original below the user's folder {@code media/}; the item's id if the upload
 *     was requested
 * @param version of the original that the state describes, as S3 names it; empty until there is one
 * @param traceParent of the request that declared the file; empty if the upload was not requested
 */
public record MediaItem(
    UserId userId,
    MediaId id,
    String path,
    DeclaredFile declared,
    State state,
    Optional<String> version,
    OwnerAttributes attributes,
    Optional<TraceParent> traceParent) {

  /** How long after its creation an item can be uploaded. */
  public static final Duration UPLOAD_VALIDITY = Duration.ofHours(24);

  /** The state of one version of the original. Ready and rejected are final. */
  public sealed interface State {

    /**
     * Not uploaded yet.
     *
     * @param multipart empty unless it is uploaded in parts
     */
    record Pending(Optional<Multipart> multipart) implements State {

      public Pending() {
        this(Optional.empty());
      }
    }

    /** Waits for processing, or for the result of the malware scan. */
    record Uploaded() implements State {}

    record Processing() implements State {}

    /**
     * @param preview empty unless it is an image
     * @param renditions empty unless it is an image
     */
    record Ready(Optional<Preview> preview, List<StoredRendition> renditions) implements State {

      public Ready {
        renditions = List.copyOf(renditions);
      }
    }

    record Rejected(RejectionReason reason) implements State {}

    /** Whether the state of this version is final. */
    default boolean isSettled() {
      return switch (this) {
        case Pending _, Uploaded _, Processing _ -> false;
        case Ready _, Rejected _ -> true;
      };
    }

    /** The {@code status} of the API. */
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
   * A multipart upload of S3.
   *
   * @param partSize of each part but the last, in bytes
   */
  public record Multipart(String uploadId, long partSize) {}

  /**
   * @param width in pixels
   * @param height in pixels
   * @param size in bytes
   * @param key in the bucket of renditions
   */
  public record StoredRendition(
      String preset, int width, int height, String contentType, long size, String key) {}

  /** An item whose upload was requested. */
  public static MediaItem pending(UserId userId, MediaId id, DeclaredFile declared) {
    return new MediaItem(
        userId,
        id,
        id.value(),
        declared,
        new State.Pending(),
        Optional.empty(),
        OwnerAttributes.INITIAL,
        Optional.empty());
  }

  /** An item whose original the user wrote with storage credentials. */
  public static MediaItem discovered(
      UserId userId, MediaId id, String path, DeclaredFile declared) {
    return new MediaItem(
        userId,
        id,
        path,
        declared,
        new State.Pending(),
        Optional.empty(),
        OwnerAttributes.INITIAL,
        Optional.empty());
  }

  /** The same request under the id of an earlier one. */
  MediaItem withId(MediaId id) {
    return new MediaItem(userId, id, id.value(), declared, state, version, attributes, traceParent);
  }

  /** Whether an upload of the other item has expired when this one was created. */
  boolean isAfterUploadOf(MediaId other) {
    return !id.createdAt().isBefore(other.createdAt().plus(UPLOAD_VALIDITY));
  }

  /** Whether the upload was requested, so that only the declared file is accepted at first. */
  public boolean isRequestedUpload() {
    return path.equals(id.value());
  }

  public String name() {
    return attributes.name().orElse(declared.fileName());
  }

  public MediaItem with(String version, State state) {
    return new MediaItem(
        userId, id, path, declared, state, Optional.of(version), attributes, traceParent);
  }

  public MediaItem with(State state) {
    return new MediaItem(userId, id, path, declared, state, version, attributes, traceParent);
  }

  /** Whether it was not uploaded, and can no longer be. */
  public boolean isExpired(Instant now) {
    return state instanceof State.Pending && !now.isBefore(id.createdAt().plus(UPLOAD_VALIDITY));
  }

  public MediaItem with(DeclaredFile declared) {
    return new MediaItem(userId, id, path, declared, state, version, attributes, traceParent);
  }

  public MediaItem with(TraceParent traceParent) {
    return new MediaItem(
        userId, id, path, declared, state, version, attributes, Optional.of(traceParent));
  }

  public MediaItem with(OwnerAttributes attributes) {
    return new MediaItem(userId, id, path, declared, state, version, attributes, traceParent);
  }
}
