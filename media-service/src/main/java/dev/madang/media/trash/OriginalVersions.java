package dev.madang.media.trash;

import dev.madang.media.OriginalKey;

/** What S3 keeps of an original: its versions, and the markers that hide them. */
interface OriginalVersions {

  /** Whether something is to be seen there. */
  boolean isVisible(OriginalKey key);

  /** Hides what is to be seen there; the versions stay. Otherwise nothing changes. */
  void addDeleteMarker(OriginalKey key);

  /**
   * Brings the newest version back to sight; what is to be seen already stays as it is.
   *
   * @return whether something is to be seen now
   */
  boolean removeDeleteMarker(OriginalKey key);

  /** Removes all that is hidden there, for good. What is to be seen there now stays. */
  void eraseHidden(OriginalKey key);
}
