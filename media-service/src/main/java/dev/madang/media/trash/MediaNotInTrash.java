package dev.madang.media.trash;

import dev.madang.media.MediaId;

/** Nothing is removed for good that was not deleted before. */
class MediaNotInTrash extends RuntimeException {

  MediaNotInTrash(MediaId id) {
    super("MediaItem " + id + " is not in the trash");
  }
}
