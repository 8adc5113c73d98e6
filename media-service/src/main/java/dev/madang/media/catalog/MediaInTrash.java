package dev.madang.media.catalog;

/** It has to be restored first. */
public class MediaInTrash extends RuntimeException {

  public MediaInTrash(MediaId id) {
    super("Media " + id + " is in the trash");
  }
}
