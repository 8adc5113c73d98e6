package dev.madang.media.intake;

import dev.madang.media.catalog.Announced;
import dev.madang.media.catalog.Closures;
import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.MediaCatalog;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.MediaNotFound;
import dev.madang.media.delivery.RenditionStore;
import dev.madang.media.intake.OriginalList.Listed;
import dev.madang.media.intake.Originals.Stored;
import dev.madang.media.rendition.Reason;
import dev.madang.media.trash.Trash;
import dev.madang.media.upload.OriginalKey;
import dev.madang.media.upload.OriginalStore;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Brings the media of an original to what the original is now. It may be called for any reason,
 * again, late, and by several at once: it looks at what is there and believes nobody who told it.
 *
 * <p>Of two versions the later wins: the catalogue is read before S3 is, and is changed only if
 * nobody else has since. Of two outcomes of one version the first stands.
 */
@Service
class Intake {

  private static final Logger log = LoggerFactory.getLogger(Intake.class);
  private static final int RACES = 10;

  private final MediaCatalog catalog;
  private final Originals originals;
  private final Examination examination;
  private final Trash trash;
  private final Closures closures;
  private final OriginalStore originalStore;
  private final RenditionStore renditionStore;
  private final Failpoint failpoint;

  Intake(
      MediaCatalog catalog,
      Originals originals,
      Examination examination,
      Trash trash,
      Closures closures,
      OriginalStore originalStore,
      RenditionStore renditionStore,
      Failpoint failpoint) {
    this.catalog = catalog;
    this.originals = originals;
    this.examination = examination;
    this.trash = trash;
    this.closures = closures;
    this.originalStore = originalStore;
    this.renditionStore = renditionStore;
    this.failpoint = failpoint;
  }

  /** What became of an original that was looked at. */
  enum Result {
    /** Nothing is left to do. */
    SETTLED,
    /** The scanner is not done; somebody must come back. */
    WAITS,
    /** Somebody else was faster, or it was first seen just now: to be looked at once more. */
    AGAIN
  }

  /** Never {@link Result#AGAIN}. */
  Result receive(OriginalKey key, boolean inHaste) {
    for (int race = 0; race < RACES; race++) {
      var result = attempt(key, inHaste);
      if (result != Result.AGAIN) {
        return result;
      }
    }
    throw new IllegalStateException("%s changed %d times".formatted(key, RACES));
  }

  private Result attempt(OriginalKey key, boolean inHaste) {
    // First the catalogue, then S3: the other way an old version could replace a later one.
    var media = catalog.findAt(key.owner(), key.path());
    if (media.isEmpty() && closures.isClosed(key.owner())) {
      return removed(key);
    }
    var found = originals.find(key);
    if (found.isEmpty()) {
      if (media.filter(it -> it.version().isPresent()).isPresent()) {
        trash.lost(key);
      }
      return Result.SETTLED;
    }
    try (var stored = found.get()) {
      if (media.isEmpty()) {
        catalog.addFound(firstSeen(key, stored));
        return Result.AGAIN;
      }
      if (media.get().placement().isInTrash()) {
        trash.returned(key);
      }
      return attempt(key, media.get(), stored, inHaste);
    } catch (MediaNotFound left) {
      return Result.AGAIN;
    }
  }

  private Result attempt(OriginalKey key, Media media, Stored stored, boolean inHaste) {
    var version = stored.version();
    if (media.version().equals(Optional.of(version)) && isDone(media.state())) {
      return Result.SETTLED;
    }
    var begun = begin(media, stored);
    if (!isOf(version, begun) || !(begun.state() instanceof State.Processing)) {
      return Result.AGAIN;
    }
    failpoint.pass(Gap.BEGUN);
    var outcome = examination.examine(key, begun, stored, inHaste);
    var next = begun.with(outcome.found()).with(outcome.state());
    if (!media.wasAskedFor()
        && next.state() instanceof State.Ready
        && next.announced().sha256().isPresent()) {
      // Before the outcome: once there is one, nobody comes back to this.
      catalog.makeKnown(next);
    }
    var now = catalog.advance(begun, next);
    failpoint.pass(Gap.SETTLED);
    if (!isOf(version, now)) {
      return Result.AGAIN;
    }
    return now.state().isSettled() ? Result.SETTLED : Result.WAITS;
  }

  private Media begin(Media media, Stored stored) {
    var next =
        media.wasAskedFor() ? media : media.with(announcedBy(media.announced().fileName(), stored));
    // Somebody may have begun and died: then this is where they stopped.
    return catalog.advance(media, next.with(stored.version(), new State.Processing()));
  }

  private static boolean isOf(String version, Media media) {
    return media.version().equals(Optional.of(version));
  }

  /** Whether the media says what the list does; nothing is read of S3. */
  boolean isSettled(Listed listed) {
    var media = catalog.findAt(listed.key().owner(), listed.key().path());
    return listed.isThere()
        ? media.filter(it -> isOf(listed.version(), it) && it.state().isSettled()).isPresent()
        : media.filter(it -> it.version().isPresent() && !it.placement().isInTrash()).isEmpty();
  }

  /** What was given up is looked at again when somebody asks for it. */
  private static boolean isDone(State state) {
    return state.isSettled() && !state.equals(new State.Rejected(Reason.NOT_PROCESSED));
  }

  /**
   * Says that this original is not looked at any more, so that its owner does not wait for ever.
   * What has an outcome keeps it.
   */
  void giveUp(OriginalKey key) {
    var media = catalog.findAt(key.owner(), key.path());
    if (media.isPresent() && !media.get().state().isSettled()) {
      log.error("{} is given up", key);
      catalog.advance(media.get(), media.get().with(new State.Rejected(Reason.NOT_PROCESSED)));
    }
  }

  /** A ticket outlives the account that it was issued to. */
  private Result removed(OriginalKey key) {
    log.info("{} came after its owner had left, and is removed", key);
    originalStore.removeAllOf(key.owner());
    renditionStore.removeAllOf(key.owner().value());
    return Result.SETTLED;
  }

  private static Media firstSeen(OriginalKey key, Stored stored) {
    var announced = announcedBy(key.fileName(), stored);
    return MediaId.parse(key.path())
        .map(id -> Media.found(key.owner(), id, key.path(), announced))
        .orElseGet(
            () -> Media.found(key.owner(), MediaId.of(stored.writtenAt()), key.path(), announced));
  }

  /** By S3, of what nobody announced. */
  private static Announced announcedBy(String fileName, Stored stored) {
    return new Announced(fileName, stored.contentType(), stored.size(), Optional.empty());
  }
}
