package dev.madang.media.trash;

import dev.madang.media.OriginalKey;

/** The versions of originals in S3, and the delete markers that hide them. */
interface OriginalVersions {

  /** Whether the latest version is an object, and not a delete marker. */
  boolean isVisible(OriginalKey key);

  /** Hides a visible object; its versions stay. Nothing changes if none is visible. */
  void addDeleteMarker(OriginalKey key);

  /**
   * Makes the newest version visible again. Nothing changes if one is visible.
   *
   * @return whether an object is visible now
   */
  boolean removeDeleteMarker(OriginalKey key);

  /** Erases all hidden versions and delete markers. A visible object stays. */
  void eraseHidden(OriginalKey key);
}
