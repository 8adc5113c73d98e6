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
 * Makes pictures public and private again. Copies come before the catalogue says so and go after
 * it, so what it calls public is there. Each line may be where we die: asking again ends it.
 */
@Service
public class PublicationService {

  private static final Logger log = LoggerFactory.getLogger(PublicationService.class);

  private final MediaCatalog catalog;
  private final PublicRenditions publications;

  PublicationService(MediaCatalog catalog, PublicRenditions publications) {
    this.catalog = catalog;
    this.publications = publications;
  }

  /**
   * @return the media as it now stands, public
   * @throws ProblemException {@code media-not-found}, {@code media-in-trash} or {@code
   *     media-not-ready}
   */
  MediaItem publish(UserId userId, MediaId id) {
    var media = find(userId, id);
    var keys = keysOf(media);
    try {
      while (true) {
        publications.publish(userId.value(), id.value(), keys);
        media = published(media);
        // Who withdrew it meanwhile may have removed what we copied; a later version has others.
        if (isPublic(media)
            && keysOf(media).equals(keys)
            && publications.isWhole(id.value(), keys)) {
          return media;
        }
        keys = keysOf(media);
      }
    } catch (ProblemException meanwhile) {
      publications.withdraw(userId.value(), id.value());
      throw meanwhile;
    }
  }

  private MediaItem published(MediaItem media) {
    return isPublic(media)
        ? find(media.userId(), media.id())
        : catalog
            .updateOwnerAttributes(media, media.attributes().seenBy(Visibility.PUBLIC))
            .orElseThrow(MEDIA_NOT_FOUND::exception);
  }

  /**
   * @throws ProblemException {@code media-not-found}
   */
  void withdraw(UserId userId, MediaId id) {
    var media = find(userId, id);
    while (isPublic(media)) {
      media =
          catalog
              .updateOwnerAttributes(media, media.attributes().seenBy(Visibility.PRIVATE))
              .orElseThrow(MEDIA_NOT_FOUND::exception);
    }
    publications.withdraw(userId.value(), id.value());
    // Who published it meanwhile may have found the copies that we then removed.
    follow(userId, id);
  }

  /**
   * Brings the copies to where the catalogue is, which is read now: a public media may have a later
   * version with other renditions, a private one has no copies. Harmless when repeated or late.
   */
  public void follow(UserId userId, MediaId id) {
    try {
      catalog.find(userId, id).ifPresent(this::follow);
    } catch (RenditionNotFound left) {
      // With its owner, or for a version that is still later: that will be told, too.
      log.warn("Not followed: {}", left.getMessage());
    }
  }

  private void follow(MediaItem media) {
    if (!isPublic(media)) {
      publications.withdraw(media.userId().value(), media.id().value());
      return;
    }
    switch (media.state()) {
      case State.Ready(_, var pictures) when !pictures.isEmpty() ->
          publications.publish(media.userId().value(), media.id().value(), keys(pictures));
      case State.Ready _, State.Rejected _ ->
          publications.withdraw(media.userId().value(), media.id().value());
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

  private static List<String> keysOf(MediaItem media) {
    if (media.attributes().isInTrash()) {
      throw MEDIA_IN_TRASH.exception();
    }
    if (media.state() instanceof State.Ready(_, var pictures) && !pictures.isEmpty()) {
      return keys(pictures);
    }
    throw MEDIA_NOT_READY.exception();
  }

  private static List<String> keys(List<StoredRendition> pictures) {
    return pictures.stream().map(StoredRendition::key).toList();
  }
}
