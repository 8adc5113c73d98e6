package dev.madang.media.publication;

import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.MediaCatalog;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.MediaInTrash;
import dev.madang.media.catalog.MediaNotFound;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.catalog.Placement.Visibility;
import dev.madang.media.delivery.Publications;
import dev.madang.media.delivery.RenditionGone;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Makes pictures public and private again. Copies come before the catalogue says so and go after
 * it, so what it calls public is there. Each line may be where we die: asking again ends it.
 */
@Service
public class Publishing {

  private static final Logger log = LoggerFactory.getLogger(Publishing.class);

  private final MediaCatalog catalog;
  private final Publications publications;

  Publishing(MediaCatalog catalog, Publications publications) {
    this.catalog = catalog;
    this.publications = publications;
  }

  /**
   * @return the media as it now stands, public
   * @throws MediaNotFound when the owner has no such media
   * @throws MediaInTrash when it has to be restored first
   * @throws MediaNotReady when there is nothing to be seen
   */
  Media publish(OwnerId owner, MediaId id) {
    var media = find(owner, id);
    var keys = keysOf(media);
    try {
      while (true) {
        publications.publish(owner.value(), id.value(), keys);
        media = published(media);
        // Who withdrew it meanwhile may have removed what we copied; a later version has others.
        if (isPublic(media)
            && keysOf(media).equals(keys)
            && publications.isWhole(id.value(), keys)) {
          return media;
        }
        keys = keysOf(media);
      }
    } catch (MediaNotFound | MediaInTrash | MediaNotReady meanwhile) {
      publications.withdraw(owner.value(), id.value());
      throw meanwhile;
    }
  }

  private Media published(Media media) {
    return isPublic(media)
        ? find(media.owner(), media.id())
        : catalog.place(media, media.placement().seenBy(Visibility.PUBLIC));
  }

  /**
   * @throws MediaNotFound when the owner has no such media
   */
  void withdraw(OwnerId owner, MediaId id) {
    var media = find(owner, id);
    while (isPublic(media)) {
      media = catalog.place(media, media.placement().seenBy(Visibility.PRIVATE));
    }
    publications.withdraw(owner.value(), id.value());
    // Who published it meanwhile may have found the copies that we then removed.
    follow(owner, id);
  }

  /**
   * Brings the copies to where the catalogue is, which is read now: a public media may have a later
   * version with other renditions, a private one has no copies. Harmless when repeated or late.
   */
  public void follow(OwnerId owner, MediaId id) {
    try {
      catalog.find(owner, id).ifPresent(this::follow);
    } catch (RenditionGone left) {
      // With its owner, or for a version that is still later: that will be told, too.
      log.warn("Not followed: {}", left.getMessage());
    }
  }

  private void follow(Media media) {
    if (!isPublic(media)) {
      publications.withdraw(media.owner().value(), media.id().value());
      return;
    }
    switch (media.state()) {
      case State.Ready(_, var pictures) when !pictures.isEmpty() ->
          publications.publish(media.owner().value(), media.id().value(), keys(pictures));
      case State.Ready _, State.Rejected _ ->
          publications.withdraw(media.owner().value(), media.id().value());
      case State.Pending _, State.Uploaded _, State.Processing _ -> {}
    }
  }

  private Media find(OwnerId owner, MediaId id) {
    return catalog
        .find(owner, id)
        .filter(it -> !it.placement().isCondemned())
        .orElseThrow(() -> new MediaNotFound(id.value()));
  }

  private static boolean isPublic(Media media) {
    return media.placement().visibility() == Visibility.PUBLIC;
  }

  private static List<String> keysOf(Media media) {
    if (media.placement().isInTrash()) {
      throw new MediaInTrash(media.id());
    }
    if (media.state() instanceof State.Ready(_, var pictures) && !pictures.isEmpty()) {
      return keys(pictures);
    }
    throw new MediaNotReady(media.id());
  }

  private static List<String> keys(List<Picture> pictures) {
    return pictures.stream().map(Picture::key).toList();
  }
}
