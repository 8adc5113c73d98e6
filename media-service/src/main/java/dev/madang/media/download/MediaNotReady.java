package dev.madang.media.download;

import dev.madang.media.catalog.MediaId;

/** It was not looked at yet, or was found bad. */
public class MediaNotReady extends RuntimeException {

  MediaNotReady(MediaId id) {
    super("Media " + id + " is not ready");
  }
}
