package dev.madang.media.trash;

import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;
import static dev.madang.media.MediaProblem.MEDIA_NOT_IN_TRASH;
import static dev.madang.media.MediaProblem.ORIGINAL_UNAVAILABLE;

import dev.madang.defaults.problem.ProblemException;
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
import java.util.function.Predicate;
import org.springframework.stereotype.Service;

/**
 * Keeps deleted media items for 30 days. S3 changes before the catalog does: after a crash in
 * between, the event of S3 leads to {@link #onOriginalDeleted} or {@link #onOriginalRestored}, or
 * the user repeats the request.
 */
@Service
public class Trash implements MediaDeletion {

  private final MediaCatalog catalog;
  private final PendingUploads uploads;
  private final OriginalVersions originals;
  private final PublicRenditions publicRenditions;
  private final Purge purge;
  private final Clock clock;

  Trash(
      MediaCatalog catalog,
      PendingUploads uploads,
      OriginalVersions originals,
      PublicRenditions publicRenditions,
      Purge purge,
      Clock clock) {
    this.catalog = catalog;
    this.uploads = uploads;
    this.originals = originals;
    this.publicRenditions = publicRenditions;
    this.purge = purge;
    this.clock = clock;
  }

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
        // It was uploaded meanwhile.
        continue;
      }
      unpublish(media);
      originals.addDeleteMarker(key);
      if (media.attributes().isInTrash() || update(media, inTrash(media.attributes()))) {
        return;
      }
    }
  }

  /**
   * Restores an item from the trash. An item that is not in the trash stays as it is.
   *
   * @throws ProblemException {@code media-not-found} also for an item that is being purged; {@code
   *     original-unavailable} if S3 has no version of the original
   */
  MediaItem restore(UserId userId, MediaId id) {
    while (true) {
      var media = find(userId, id).orElseThrow(MEDIA_NOT_FOUND::exception);
      if (!media.attributes().isInTrash()) {
        return media;
      }
      if (!originals.removeDeleteMarker(key(media))) {
        throw ORIGINAL_UNAVAILABLE.exception();
      }
      var restored = media.attributes().restored();
      if (update(media, restored)) {
        return media.with(restored);
      }
    }
  }

  /**
   * Removes an item in the trash permanently. Idempotent.
   *
   * @throws ProblemException {@code media-not-in-trash}
   */
  void purge(UserId userId, MediaId id) {
    if (!purge.markForPurge(userId, id)) {
      throw MEDIA_NOT_IN_TRASH.exception();
    }
    purge.purge(userId);
  }

  /**
   * Moves an item to the trash if its original has been deleted in S3. Safe to repeat, and for late
   * events.
   */
  public void onOriginalDeleted(OriginalKey key) {
    updateIf(
        media ->
            !media.attributes().isInTrash()
                && !(media.state() instanceof State.Pending)
                && !originals.isVisible(key),
        key,
        media -> {
          unpublish(media);
          return inTrash(media.attributes());
        });
  }

  /**
   * Takes an item out of the trash if its original is visible in S3 again. Safe to repeat, and for
   * late events.
   */
  public void onOriginalRestored(OriginalKey key) {
    updateIf(
        media -> media.attributes().isInTrash() && originals.isVisible(key),
        key,
        media -> media.attributes().restored());
  }

  private void updateIf(
      Predicate<MediaItem> condition,
      OriginalKey key,
      Function<MediaItem, OwnerAttributes> update) {
    while (true) {
      var found = withoutPurging(catalog.findAt(key.userId(), key.path()));
      if (found.isEmpty() || !condition.test(found.get())) {
        return;
      }
      if (update(found.get(), update.apply(found.get()))) {
        return;
      }
    }
  }

  /** Before the catalog says private: a private item must have no public renditions. */
  private void unpublish(MediaItem media) {
    if (media.attributes().visibility() == Visibility.PUBLIC) {
      publicRenditions.unpublish(media.userId().value(), media.id().value());
    }
  }

  /** False if the item has changed since it was read. */
  private boolean update(MediaItem seen, OwnerAttributes attributes) {
    return catalog
        .updateOwnerAttributes(seen, attributes)
        .filter(it -> it.attributes().equals(attributes))
        .isPresent();
  }

  private OwnerAttributes inTrash(OwnerAttributes attributes) {
    return attributes.inTrashSince(clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private Optional<MediaItem> find(UserId userId, MediaId id) {
    return withoutPurging(catalog.find(userId, id));
  }

  private static Optional<MediaItem> withoutPurging(Optional<MediaItem> media) {
    return media.filter(it -> !it.attributes().isPurging());
  }

  private static OriginalKey key(MediaItem media) {
    return new OriginalKey(media.userId(), media.path());
  }
}
