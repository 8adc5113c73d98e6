package dev.madang.media.publication;

import static dev.madang.media.MediaProblem.MEDIA_IN_TRASH;
import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;
import static dev.madang.media.MediaProblem.MEDIA_NOT_READY;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.cdn.PublicRenditions;
import dev.madang.media.cdn.RenditionNotFound;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.MediaItem.StoredRendition;
import dev.madang.media.media.OwnerAttributes.Visibility;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Publishes and unpublishes images. Copies exist before the catalog says public, and are removed
 * after it says private. Every step is idempotent; after a crash the next request completes it.
 */
@Service
public class PublicationService {

  private static final Logger log = LoggerFactory.getLogger(PublicationService.class);

  private final MediaCatalog catalog;
  private final PublicRenditions publicRenditions;

  PublicationService(MediaCatalog catalog, PublicRenditions publicRenditions) {
    this.catalog = catalog;
    this.publicRenditions = publicRenditions;
  }

  /**
   * @return the item as it is now, public
   * @throws ProblemException {@code media-not-found}, {@code media-in-trash} or {@code
   *     media-not-ready}
   */
  MediaItem publish(UserId userId, MediaId id) {
    var media = find(userId, id);
    var keys = publishableKeys(media);
    try {
      while (true) {
        publicRenditions.publish(userId.value(), id.value(), keys);
        media = markPublic(media);
        // A concurrent request may have removed the copies; a new version has other renditions.
        if (isPublic(media)
            && publishableKeys(media).equals(keys)
            && publicRenditions.hasAll(id.value(), keys)) {
          return media;
        }
        keys = publishableKeys(media);
      }
    } catch (ProblemException changedMeanwhile) {
      publicRenditions.unpublish(userId.value(), id.value());
      throw changedMeanwhile;
    }
  }

  private MediaItem markPublic(MediaItem media) {
    return isPublic(media)
        ? find(media.userId(), media.id())
        : catalog
            .updateOwnerAttributes(media, media.attributes().seenBy(Visibility.PUBLIC))
            .orElseThrow(MEDIA_NOT_FOUND::exception);
  }

  /**
   * @throws ProblemException {@code media-not-found}
   */
  void unpublish(UserId userId, MediaId id) {
    var media = find(userId, id);
    while (isPublic(media)) {
      media =
          catalog
              .updateOwnerAttributes(media, media.attributes().seenBy(Visibility.PRIVATE))
              .orElseThrow(MEDIA_NOT_FOUND::exception);
    }
    publicRenditions.unpublish(userId.value(), id.value());
    // A concurrent request may have published with the copies that are now removed.
    syncCopies(userId, id);
  }

  /**
   * Makes the copies match the catalog, which is read now: a public item may have a new version
   * with other renditions; a private item has no copies. Safe to repeat, and for late events.
   */
  public void syncCopies(UserId userId, MediaId id) {
    try {
      catalog.find(userId, id).ifPresent(this::syncCopies);
    } catch (RenditionNotFound outdated) {
      // The account was deleted, or there is a newer version, whose event follows.
      log.warn("Public copies of media item {} not updated: {}", id, outdated.getMessage());
    }
  }

  private void syncCopies(MediaItem media) {
    if (!isPublic(media)) {
      publicRenditions.unpublish(media.userId().value(), media.id().value());
      return;
    }
    switch (media.state()) {
      case State.Ready(_, var renditions) when !renditions.isEmpty() ->
          publicRenditions.publish(media.userId().value(), media.id().value(), keys(renditions));
      case State.Ready _, State.Rejected _ ->
          publicRenditions.unpublish(media.userId().value(), media.id().value());
      case State.Pending _, State.Uploaded _, State.Processing _ -> {}
    }
  }

  private MediaItem find(UserId userId, MediaId id) {
    return catalog
        .find(userId, id)
        .filter(it -> !it.attributes().isPurging())
        .orElseThrow(MEDIA_NOT_FOUND::exception);
  }

  private static boolean isPublic(MediaItem media) {
    return media.attributes().visibility() == Visibility.PUBLIC;
  }

  private static List<String> publishableKeys(MediaItem media) {
    if (media.attributes().isInTrash()) {
      throw MEDIA_IN_TRASH.exception();
    }
    if (media.state() instanceof State.Ready(_, var renditions) && !renditions.isEmpty()) {
      return keys(renditions);
    }
    throw MEDIA_NOT_READY.exception();
  }

  private static List<String> keys(List<StoredRendition> renditions) {
    return renditions.stream().map(StoredRendition::key).toList();
  }
}
