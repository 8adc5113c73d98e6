package dev.madang.media.trash;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import dev.madang.media.MediaId;
import dev.madang.media.OriginalKey;
import dev.madang.media.UserId;
import dev.madang.media.cdn.PublicRenditions;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.MediaItem.StoredRendition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes media items permanently: each is marked first, so that it cannot be restored; then its
 * objects are erased, and the item last. After a crash {@link TrashPurgeJob} finds the marked items
 * again. Every step is idempotent.
 */
@Component
class Purge {

  private static final Logger log = LoggerFactory.getLogger(Purge.class);

  private final MediaCatalog catalog;
  private final OriginalVersions originals;
  private final OrphanedRenditions renditions;
  private final PublicRenditions publicRenditions;

  Purge(
      MediaCatalog catalog,
      OriginalVersions originals,
      OrphanedRenditions renditions,
      PublicRenditions publicRenditions) {
    this.catalog = catalog;
    this.originals = originals;
    this.publicRenditions = publicRenditions;
    this.renditions = renditions;
  }

  /**
   * @return false if the item is not in the trash; true also if there is none any more
   */
  boolean markForPurge(UserId userId, MediaId id) {
    return markForPurge(userId, id, _ -> true);
  }

  boolean markForPurge(UserId userId, MediaId id, Predicate<MediaItem> condition) {
    while (true) {
      var found = catalog.find(userId, id);
      if (found.isEmpty() || found.get().attributes().isPurging()) {
        return true;
      }
      var media = found.get();
      if (!media.attributes().isInTrash() || !condition.test(media)) {
        return false;
      }
      var current = catalog.updateOwnerAttributes(media, media.attributes().purging());
      if (current.isEmpty() || current.get().attributes().isPurging()) {
        return true;
      }
    }
  }

  /** Removes the marked items of a user, or leaves them to the next run of the job. */
  void purge(UserId userId) {
    // Read after they were marked: an item that has one of their renditions by now is in the list.
    var all = catalog.all(userId).collect(partitioningBy(it -> it.attributes().isPurging()));
    var purging = all.getOrDefault(true, List.of());
    var others = all.getOrDefault(false, List.of());
    if (!purging.isEmpty() && others.stream().anyMatch(Purge::isInProcessing)) {
      // It may have the same bytes, and reuse renditions that would be removed here.
      log.info(
          "Purge of {} media items of user {} skipped: another item is in processing",
          purging.size(),
          userId);
      return;
    }
    var inUse = keys(others.stream()).collect(toSet());
    purging.forEach(media -> remove(media, inUse));
  }

  private void remove(MediaItem media, Set<String> inUse) {
    originals.eraseHidden(new OriginalKey(media.userId(), media.path()));
    publicRenditions.unpublish(media.userId().value(), media.id().value());
    var orphaned = keys(Stream.of(media)).collect(toCollection(HashSet::new));
    orphaned.removeAll(inUse);
    renditions.remove(orphaned);
    if (catalog.remove(media)) {
      log.info("Media item {} of user {} purged", media.id(), media.userId());
    }
  }

  private static boolean isInProcessing(MediaItem media) {
    return switch (media.state()) {
      case State.Uploaded _, State.Processing _ -> true;
      case State.Pending _, State.Ready _, State.Rejected _ -> false;
    };
  }

  private static Stream<String> keys(Stream<MediaItem> media) {
    return media
        .map(MediaItem::state)
        .flatMap(state ->
            switch (state) {
              case State.Ready(_, var stored) -> stored.stream().map(StoredRendition::key);
              case State.Pending _, State.Uploaded _, State.Processing _, State.Rejected _ ->
                  Stream.empty();
            });
  }
}
