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
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes media for good: first each is condemned, so that nothing brings it back; then goes what
 * lies in the buckets, and last the item. Each line may be where we die: what is condemned is found
 * again by the sweep, and each line can be done twice.
 */
@Component
class Purge {

  private static final Logger log = LoggerFactory.getLogger(Purge.class);

  private final MediaCatalog catalog;
  private final OriginalVersions originals;
  private final OrphanedRenditions renditions;
  private final PublicRenditions publications;

  Purge(
      MediaCatalog catalog,
      OriginalVersions originals,
      OrphanedRenditions renditions,
      PublicRenditions publications) {
    this.catalog = catalog;
    this.originals = originals;
    this.publications = publications;
    this.renditions = renditions;
  }

  /** False for one that is not in the trash; true also for one that is no more. */
  boolean markForPurge(UserId userId, MediaId id) {
    return markForPurge(userId, id, _ -> true);
  }

  interface Question {
    boolean isTrueOf(MediaItem media);
  }

  boolean markForPurge(UserId userId, MediaId id, Question question) {
    while (true) {
      var found = catalog.find(userId, id);
      if (found.isEmpty() || found.get().attributes().isPurging()) {
        return true;
      }
      var media = found.get();
      if (!media.attributes().isInTrash() || !question.isTrueOf(media)) {
        return false;
      }
      var current = catalog.updateOwnerAttributes(media, media.attributes().purging());
      if (current.isEmpty() || current.get().attributes().isPurging()) {
        return true;
      }
    }
  }

  /** Removes what is condemned of an owner's. What cannot go now is left to the next sweep. */
  void purge(UserId userId) {
    // Read after they were condemned: who holds a rendition from now on has made it anew.
    var all = catalog.all(userId).collect(partitioningBy(it -> it.attributes().isPurging()));
    var purging = all.getOrDefault(true, List.of());
    var others = all.getOrDefault(false, List.of());
    if (!purging.isEmpty() && others.stream().anyMatch(Purge::isBeingMade)) {
      // It may be made of the same bytes, and so find renditions that are about to go.
      log.info("{} media of {} are removed later: another is being made", purging.size(), userId);
      return;
    }
    var held = keys(others.stream()).collect(toSet());
    purging.forEach(media -> remove(media, held));
  }

  private void remove(MediaItem media, Set<String> held) {
    originals.eraseHidden(new OriginalKey(media.userId(), media.path()));
    publications.withdraw(media.userId().value(), media.id().value());
    var gone = keys(Stream.of(media)).collect(toCollection(HashSet::new));
    gone.removeAll(held);
    renditions.remove(gone);
    if (catalog.remove(media)) {
      log.info("MediaItem {} of {} is removed for good", media.id(), media.userId());
    }
  }

  private static boolean isBeingMade(MediaItem media) {
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
              case State.Ready(_, var pictures) -> pictures.stream().map(StoredRendition::key);
              case State.Pending _, State.Uploaded _, State.Processing _, State.Rejected _ ->
                  Stream.empty();
            });
  }
}
