package dev.madang.media.trash;

import java.util.Set;

/** Renditions that nobody will ask for again. */
interface OrphanedRenditions {

  /** Removes them for good; those that are not there change nothing. */
  void remove(Set<String> keys);
}
