package dev.madang.media.trash;

import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;

import dev.madang.media.MediaId;
import dev.madang.media.OriginalKey;
import dev.madang.media.UserId;
import dev.madang.media.cdn.PublicRenditions;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaDeletion;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.OwnerAttributes;
import dev.madang.media.media.OwnerAttributes.Visibility;
import dev.madang.media.upload.PendingUploads;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/**
 * Keeps what an owner deletes for 30 days. The original is hidden before the catalogue knows, and
 * seen again before the catalogue knows: if we die in between, S3's event tells the intake, which
 * asks {@link #lost} or {@link #returned}; so does the owner, who asks again.
 */
@Service
public class Trash implements MediaDeletion {

  private final MediaCatalog catalog;
  private final PendingUploads uploads;
  private final OriginalVersions originals;
  private final PublicRenditions publications;
  private final Purge purge;
  private final Clock clock;

  Trash(
      MediaCatalog catalog,
      PendingUploads uploads,
      OriginalVersions originals,
      PublicRenditions publications,
      Purge purge,
      Clock clock) {
    this.catalog = catalog;
    this.uploads = uploads;
    this.originals = originals;
    this.publications = publications;
    this.purge = purge;
    this.clock = clock;
  }

  /**
   * Puts a media into the trash. What is there already, or is no more, changes nothing; what was
   * never uploaded is forgotten, and what is being sent for it ends.
   */
  @Override
  public void moveToTrash(UserId userId, MediaId id) {
    while (true) {
      var found = find(userId, id);
      if (found.isEmpty()) {
        return;
      }
      var media = found.get();
      var key = key(media);
      if (media.state() instanceof State.Pending
          && !media.attributes().isInTrash()
          && !originals.isVisible(key)) {
        if (uploads.discard(userId, id)) {
          return;
        }
        // Just now something became of it.
        continue;
      }
      withdraw(media);
      originals.addDeleteMarker(key);
      if (media.attributes().isInTrash() || isPlaced(media, deleted(media.attributes()))) {
        return;
      }
    }
  }

  /**
   * Takes a media out of the trash; one that is not in it stays as it is.
   *
   * @throws dev.madang.defaults.problem.ProblemException {@code media-not-found} also for an item
   *     that is being purged
   * @throws OriginalGone when there is nothing to bring back
   */
  MediaItem restore(UserId userId, MediaId id) {
    while (true) {
      var media = find(userId, id).orElseThrow(MEDIA_NOT_FOUND::exception);
      if (!media.attributes().isInTrash()) {
        return media;
      }
      if (!originals.removeDeleteMarker(key(media))) {
        throw new OriginalGone(id);
      }
      var restored = media.attributes().restored();
      if (isPlaced(media, restored)) {
        return media.with(restored);
      }
    }
  }

  /**
   * Removes a media for good. One that is no more changes nothing.
   *
   * @throws MediaNotInTrash unless it was put there before
   */
  void remove(UserId userId, MediaId id) {
    if (!purge.markForPurge(userId, id)) {
      throw new MediaNotInTrash(id);
    }
    purge.purge(userId);
  }

  /**
   * Hears that an original was deleted past us, and puts its media into the trash if that is so.
   * Harmless when it is not, or is said twice or late.
   */
  public void onOriginalDeleted(OriginalKey key) {
    change(
        key,
        media ->
            !media.attributes().isInTrash()
                && !(media.state() instanceof State.Pending)
                && !originals.isVisible(key),
        media -> {
          withdraw(media);
          return deleted(media.attributes());
        });
  }

  /**
   * Hears that there is an original again, written or brought back past us, and takes its media out
   * of the trash if that is so. Harmless when it is not, or is said twice or late.
   */
  public void onOriginalRestored(OriginalKey key) {
    change(
        key,
        media -> media.attributes().isInTrash() && originals.isVisible(key),
        media -> media.attributes().restored());
  }

  private interface Question {
    boolean isTrueOf(MediaItem media);
  }

  private void change(
      OriginalKey key, Question question, Function<MediaItem, OwnerAttributes> change) {
    while (true) {
      var found = notCondemned(catalog.findAt(key.userId(), key.path()));
      if (found.isEmpty() || !question.isTrueOf(found.get())) {
        return;
      }
      if (isPlaced(found.get(), change.apply(found.get()))) {
        return;
      }
    }
  }

  /** Before the catalogue calls it private: what it calls so must not be seen by anybody. */
  private void withdraw(MediaItem media) {
    if (media.attributes().visibility() == Visibility.PUBLIC) {
      publications.withdraw(media.userId().value(), media.id().value());
    }
  }

  /** False when something became of it meanwhile. */
  private boolean isPlaced(MediaItem seen, OwnerAttributes attributes) {
    return catalog
        .updateOwnerAttributes(seen, attributes)
        .filter(it -> it.attributes().equals(attributes))
        .isPresent();
  }

  private OwnerAttributes deleted(OwnerAttributes attributes) {
    var unseen =
        switch (attributes.visibility()) {
          case PRIVATE -> attributes;
          case PUBLIC -> attributes.seenBy(Visibility.PRIVATE);
        };
    return unseen.inTrashSince(clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private Optional<MediaItem> find(UserId userId, MediaId id) {
    return notCondemned(catalog.find(userId, id));
  }

  private static Optional<MediaItem> notCondemned(Optional<MediaItem> media) {
    return media.filter(it -> !it.attributes().isPurging());
  }

  private static OriginalKey key(MediaItem media) {
    return new OriginalKey(media.userId(), media.path());
  }
}
