package dev.madang.media.publication;

import dev.madang.media.catalog.MediaId;

/** There is nothing of it to be seen: it is no picture, or not one yet, or was rejected. */
class MediaNotReady extends RuntimeException {

  MediaNotReady(MediaId id) {
    super("Media " + id + " has no renditions");
  }
}
