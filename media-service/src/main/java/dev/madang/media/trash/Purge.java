package dev.madang.media.trash;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.MediaCatalog;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.MediaNotFound;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.delivery.Publications;
import dev.madang.media.upload.OriginalKey;
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
  private final OldRenditions renditions;
  private final Publications publications;

  Purge(
      MediaCatalog catalog,
      OriginalVersions originals,
      OldRenditions renditions,
      Publications publications) {
    this.catalog = catalog;
    this.originals = originals;
    this.publications = publications;
    this.renditions = renditions;
  }

  /** False for one that is not in the trash; true also for one that is no more. */
  boolean condemn(OwnerId owner, MediaId id) {
    return condemn(owner, id, _ -> true);
  }

  interface Question {
    boolean isTrueOf(Media media);
  }

  boolean condemn(OwnerId owner, MediaId id, Question question) {
    while (true) {
      var found = catalog.find(owner, id);
      if (found.isEmpty() || found.get().placement().isCondemned()) {
        return true;
      }
      var media = found.get();
      if (!media.placement().isInTrash() || !question.isTrueOf(media)) {
        return false;
      }
      try {
        if (catalog.place(media, media.placement().condemned()).placement().isCondemned()) {
          return true;
        }
      } catch (MediaNotFound gone) {
        return true;
      }
    }
  }

  /** Removes what is condemned of an owner's. What cannot go now is left to the next sweep. */
  void finish(OwnerId owner) {
    // Read after they were condemned: who holds a rendition from now on has made it anew.
    var all = catalog.all(owner).collect(partitioningBy(it -> it.placement().isCondemned()));
    var condemned = all.getOrDefault(true, List.of());
    var others = all.getOrDefault(false, List.of());
    if (!condemned.isEmpty() && others.stream().anyMatch(Purge::isBeingMade)) {
      // It may be made of the same bytes, and so find renditions that are about to go.
      log.info("{} media of {} are removed later: another is being made", condemned.size(), owner);
      return;
    }
    var held = keys(others.stream()).collect(toSet());
    condemned.forEach(media -> remove(media, held));
  }

  private void remove(Media media, Set<String> held) {
    originals.eraseHidden(new OriginalKey(media.owner(), media.path()));
    publications.withdraw(media.owner().value(), media.id().value());
    var gone = keys(Stream.of(media)).collect(toCollection(HashSet::new));
    gone.removeAll(held);
    renditions.remove(gone);
    if (catalog.remove(media)) {
      log.info("Media {} of {} is removed for good", media.id(), media.owner());
    }
  }

  private static boolean isBeingMade(Media media) {
    return switch (media.state()) {
      case State.Uploaded _, State.Processing _ -> true;
      case State.Pending _, State.Ready _, State.Rejected _ -> false;
    };
  }

  private static Stream<String> keys(Stream<Media> media) {
    return media
        .map(Media::state)
        .flatMap(state ->
            switch (state) {
              case State.Ready(_, var pictures) -> pictures.stream().map(Picture::key);
              case State.Pending _, State.Uploaded _, State.Processing _, State.Rejected _ ->
                  Stream.empty();
            });
  }
}
