package dev.madang.media.trash;

import dev.madang.media.MediaId;

/** Somebody removed every version of it. */
class OriginalGone extends RuntimeException {

  OriginalGone(MediaId id) {
    super("Of media " + id + " there is no original any more");
  }
}
