package dev.madang.media.processing;

import dev.madang.defaults.telemetry.TraceParent;
import dev.madang.media.ContentType;
import dev.madang.media.MediaId;
import dev.madang.media.OriginalKey;
import dev.madang.media.media.DeclaredFile;
import dev.madang.media.media.DeletedUsers;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.processing.OriginalList.Listed;
import dev.madang.media.processing.Originals.Stored;
import dev.madang.media.rendition.RejectionReason;
import dev.madang.media.rendition.storage.RenditionStore;
import dev.madang.media.trash.Trash;
import dev.madang.media.upload.OriginalStore;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Processes the current version of an original and writes the outcome to the catalog. Idempotent;
 * it may be called late, repeatedly and concurrently, because it reads the object, not the event.
 *
 * <p>Of two versions the later wins: the catalog is read before S3, and written only if it has not
 * changed since. Of two outcomes of one version the first wins.
 */
@Service
class MediaProcessor {

  private static final Logger log = LoggerFactory.getLogger(MediaProcessor.class);
  private static final int RACES = 10;

  private final MediaCatalog catalog;
  private final Originals originals;
  private final MediaInspector inspector;
  private final Trash trash;
  private final DeletedUsers deletedUsers;
  private final OriginalStore originalStore;
  private final RenditionStore renditionStore;
  private final Failpoint failpoint;
  private final ObservationRegistry observations;

  MediaProcessor(
      MediaCatalog catalog,
      Originals originals,
      MediaInspector inspector,
      Trash trash,
      DeletedUsers deletedUsers,
      OriginalStore originalStore,
      RenditionStore renditionStore,
      Failpoint failpoint,
      ObservationRegistry observations) {
    this.catalog = catalog;
    this.originals = originals;
    this.inspector = inspector;
    this.trash = trash;
    this.deletedUsers = deletedUsers;
    this.originalStore = originalStore;
    this.renditionStore = renditionStore;
    this.failpoint = failpoint;
    this.observations = observations;
  }

  enum Result {
    /** There is nothing left to do. */
    SETTLED,
    /** The result of the malware scan is pending; its event brings the original back. */
    AWAITING_SCAN,
    /** The item was added or changed concurrently. */
    RETRY
  }

  /** Never {@link Result#RETRY}. */
  Result process(OriginalKey key, boolean fast) {
    for (int race = 0; race < RACES; race++) {
      var result = load(key, fast);
      if (result != Result.RETRY) {
        return result;
      }
    }
    throw new IllegalStateException("%s changed concurrently %d times".formatted(key, RACES));
  }

  private Result load(OriginalKey key, boolean fast) {
    // First the catalog, then S3: otherwise an old version could replace a later one.
    var media = catalog.findAt(key.userId(), key.path());
    if (media.isEmpty() && deletedUsers.isDeleted(key.userId())) {
      return removed(key);
    }
    var found = originals.find(key);
    if (found.isEmpty()) {
      if (media.filter(it -> it.version().isPresent()).isPresent()) {
        trash.onOriginalDeleted(key);
      }
      return Result.SETTLED;
    }
    try (var stored = found.get()) {
      if (media.isEmpty()) {
        catalog.registerDiscovered(firstSeen(key, stored));
        return Result.RETRY;
      }
      if (media.get().attributes().isInTrash()) {
        trash.onOriginalRestored(key);
      }
      return TraceParent.observation(
              "madang.media.processing", media.get().traceParent(), observations)
          .highCardinalityKeyValue("madang.media.id", media.get().id().value())
          .observe(() -> process(key, media.get(), stored, fast));
    }
  }

  private Result process(OriginalKey key, MediaItem media, Stored stored, boolean fast) {
    var version = stored.version();
    if (media.version().equals(Optional.of(version)) && isDone(media.state())) {
      return Result.SETTLED;
    }
    var begun =
        begin(media, stored)
            .filter(it -> isOf(version, it) && it.state() instanceof State.Processing);
    if (begun.isEmpty()) {
      return Result.RETRY;
    }
    failpoint.pass(CrashPoint.STARTED);
    var processing = begun.get();
    var outcome = inspector.inspect(key, processing, stored, fast);
    var next = processing.with(outcome.found()).with(outcome.state());
    if (processing.declared().sha256().isEmpty()
        && next.state() instanceof State.Ready
        && next.declared().sha256().isPresent()) {
      // Before the outcome, because a settled item is not processed again.
      catalog.indexByChecksum(next);
    }
    var now = catalog.updateState(processing, next);
    failpoint.pass(CrashPoint.SETTLED);
    return now.filter(it -> isOf(version, it))
        .map(it -> it.state().isSettled() ? Result.SETTLED : Result.AWAITING_SCAN)
        .orElse(Result.RETRY);
  }

  private Optional<MediaItem> begin(MediaItem media, Stored stored) {
    var next =
        isDeclared(media, stored)
            ? media
            : media.with(declaredBy(media.declared().fileName(), stored));
    // Another instance may have crashed in this state.
    return catalog.updateState(media, next.with(stored.version(), new State.Processing()));
  }

  /**
   * A request declares the first version. A later one, or one of another size, is what was put with
   * storage credentials: a presigned request binds the size.
   */
  private static boolean isDeclared(MediaItem media, Stored stored) {
    return media.declared().sha256().isPresent()
        && media.declared().size() == stored.size()
        && media.version().filter(it -> !it.equals(stored.version())).isEmpty();
  }

  private static boolean isOf(String version, MediaItem media) {
    return media.version().equals(Optional.of(version));
  }

  /** Whether the catalog agrees with the listing. */
  boolean isSettled(Listed listed) {
    var media = catalog.findAt(listed.key().userId(), listed.key().path());
    return listed.exists()
        ? media.filter(it -> isOf(listed.version(), it) && it.state().isSettled()).isPresent()
        : media.filter(it -> it.version().isPresent() && !it.attributes().isInTrash()).isEmpty();
  }

  /** An item that failed on our side is processed again. */
  private static boolean isDone(State state) {
    return state.isSettled()
        && !state.equals(new State.Rejected(RejectionReason.PROCESSING_FAILED));
  }

  /** Rejects an original whose processing keeps failing. An existing outcome stays. */
  void markFailed(OriginalKey key) {
    var media = catalog.findAt(key.userId(), key.path());
    if (media.isPresent() && !media.get().state().isSettled()) {
      log.error("Processing {} failed finally; redrive its message to retry", key);
      catalog.updateState(
          media.get(), media.get().with(new State.Rejected(RejectionReason.PROCESSING_FAILED)));
    }
  }

  /** A presigned URL outlives the account that it was created for. */
  private Result removed(OriginalKey key) {
    log.info("Erased {}: uploaded after its user was deleted", key);
    originalStore.removeAllOf(key.userId());
    renditionStore.removeAllOf(key.userId().value());
    return Result.SETTLED;
  }

  private static MediaItem firstSeen(OriginalKey key, Stored stored) {
    var declared = declaredBy(key.fileName(), stored);
    return MediaId.parse(key.path())
        .map(id -> MediaItem.discovered(key.userId(), id, key.path(), declared))
        .orElseGet(() ->
            MediaItem.discovered(
                key.userId(), MediaId.of(stored.writtenAt()), key.path(), declared));
  }

  /** What S3 knows of a version that no request has declared. */
  private static DeclaredFile declaredBy(String fileName, Stored stored) {
    return new DeclaredFile(
        fileName, ContentType.parse(stored.contentType()), stored.size(), Optional.empty());
  }
}
