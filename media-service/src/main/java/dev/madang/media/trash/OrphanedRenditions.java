package dev.madang.media.trash;

import java.util.Set;

/** Stored renditions that no media item has any more. */
interface OrphanedRenditions {

  /** Removes them permanently. Idempotent. */
  void remove(Set<String> keys);
}
