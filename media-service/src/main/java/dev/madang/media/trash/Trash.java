package dev.madang.media.trash;

import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.MediaCatalog;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.MediaNotFound;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.catalog.Placement;
import dev.madang.media.catalog.Placement.Visibility;
import dev.madang.media.delivery.Publications;
import dev.madang.media.upload.OriginalKey;
import dev.madang.media.upload.UnfinishedUploads;
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
public class Trash {

  private final MediaCatalog catalog;
  private final UnfinishedUploads uploads;
  private final OriginalVersions originals;
  private final Publications publications;
  private final Purge purge;
  private final Clock clock;

  Trash(
      MediaCatalog catalog,
      UnfinishedUploads uploads,
      OriginalVersions originals,
      Publications publications,
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
  void put(OwnerId owner, MediaId id) {
    while (true) {
      var found = find(owner, id);
      if (found.isEmpty()) {
        return;
      }
      var media = found.get();
      var key = key(media);
      if (media.state() instanceof State.Pending
          && !media.placement().isInTrash()
          && !originals.isVisible(key)) {
        if (uploads.forget(owner, id)) {
          return;
        }
        // Just now something became of it.
        continue;
      }
      withdraw(media);
      originals.hide(key);
      if (media.placement().isInTrash() || isPlaced(media, deleted(media.placement()))) {
        return;
      }
    }
  }

  /**
   * Takes a media out of the trash; one that is not in it stays as it is.
   *
   * @throws MediaNotFound when there is none, or it is being removed for good
   * @throws OriginalGone when there is nothing to bring back
   */
  Media restore(OwnerId owner, MediaId id) {
    while (true) {
      var media = find(owner, id).orElseThrow(() -> new MediaNotFound(id.value()));
      if (!media.placement().isInTrash()) {
        return media;
      }
      if (!originals.unhide(key(media))) {
        throw new OriginalGone(id);
      }
      var restored = media.placement().restored();
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
  void remove(OwnerId owner, MediaId id) {
    if (!purge.condemn(owner, id)) {
      throw new MediaNotInTrash(id);
    }
    purge.finish(owner);
  }

  /**
   * Hears that an original was deleted past us, and puts its media into the trash if that is so.
   * Harmless when it is not, or is said twice or late.
   */
  public void lost(OriginalKey key) {
    change(
        key,
        media ->
            !media.placement().isInTrash()
                && !(media.state() instanceof State.Pending)
                && !originals.isVisible(key),
        media -> {
          withdraw(media);
          return deleted(media.placement());
        });
  }

  /**
   * Hears that there is an original again, written or brought back past us, and takes its media out
   * of the trash if that is so. Harmless when it is not, or is said twice or late.
   */
  public void returned(OriginalKey key) {
    change(
        key,
        media -> media.placement().isInTrash() && originals.isVisible(key),
        media -> media.placement().restored());
  }

  private interface Question {
    boolean isTrueOf(Media media);
  }

  private void change(OriginalKey key, Question question, Function<Media, Placement> change) {
    while (true) {
      var found = notCondemned(catalog.findAt(key.owner(), key.path()));
      if (found.isEmpty() || !question.isTrueOf(found.get())) {
        return;
      }
      if (isPlaced(found.get(), change.apply(found.get()))) {
        return;
      }
    }
  }

  /** Before the catalogue calls it private: what it calls so must not be seen by anybody. */
  private void withdraw(Media media) {
    if (media.placement().visibility() == Visibility.PUBLIC) {
      publications.withdraw(media.owner().value(), media.id().value());
    }
  }

  /** False when something became of it meanwhile. */
  private boolean isPlaced(Media seen, Placement placement) {
    try {
      return catalog.place(seen, placement).placement().equals(placement);
    } catch (MediaNotFound gone) {
      return false;
    }
  }

  private Placement deleted(Placement placement) {
    var unseen =
        switch (placement.visibility()) {
          case PRIVATE -> placement;
          case PUBLIC -> placement.seenBy(Visibility.PRIVATE);
        };
    return unseen.inTrashSince(clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private Optional<Media> find(OwnerId owner, MediaId id) {
    return notCondemned(catalog.find(owner, id));
  }

  private static Optional<Media> notCondemned(Optional<Media> media) {
    return media.filter(it -> !it.placement().isCondemned());
  }

  private static OriginalKey key(Media media) {
    return new OriginalKey(media.owner(), media.path());
  }
}
