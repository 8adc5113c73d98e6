package dev.madang.media.media;

import static dev.madang.media.MediaProblem.ALBUM_NOT_FOUND;
import static dev.madang.media.MediaProblem.MEDIA_IN_TRASH;
import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;

import dev.madang.defaults.web.IfMatch;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import org.springframework.stereotype.Service;

/** Changes the name and the album of a media item. */
@Service
class MediaUpdater {

  private final MediaCatalog catalog;
  private final AlbumLookup albums;

  MediaUpdater(MediaCatalog catalog, AlbumLookup albums) {
    this.catalog = catalog;
    this.albums = albums;
  }

  /**
   * @return the media item as it is now
   */
  MediaItem update(UserId userId, MediaId id, IfMatch condition, MediaUpdate update) {
    var media = catalog.find(userId, id).orElseThrow(MEDIA_NOT_FOUND::exception);
    if (update.albumId().flatMap(it -> it).filter(it -> !albums.exists(userId, it)).isPresent()) {
      throw ALBUM_NOT_FOUND.exception();
    }
    while (true) {
      requireNotInTrash(media);
      condition.require(media.attributes().revision());
      var attributes = update.appliedTo(media.attributes());
      if (attributes.equals(media.attributes())) {
        return media;
      }
      // An album that is deleted at this moment leaves an id of no album, which is harmless.
      media =
          catalog.updateOwnerAttributes(media, attributes).orElseThrow(MEDIA_NOT_FOUND::exception);
      if (media.attributes().equals(attributes)) {
        return media;
      }
    }
  }

  private static void requireNotInTrash(MediaItem media) {
    if (media.attributes().isPurging()) {
      throw MEDIA_NOT_FOUND.exception();
    }
    if (media.attributes().isInTrash()) {
      throw MEDIA_IN_TRASH.exception();
    }
  }
}
