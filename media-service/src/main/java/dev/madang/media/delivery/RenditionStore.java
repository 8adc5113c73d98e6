package dev.madang.media.delivery;

import dev.madang.media.rendition.Rendition;

/** Keeps renditions. */
public interface RenditionStore {

  /**
   * Keeping the same rendition again changes nothing.
   *
   * @param owner whose it is: part of the key, so that one owner's pictures lie together
   * @return the key it is kept under, made from its content
   */
  String keep(String owner, Rendition rendition);

  /** How many an owner has. */
  long countOf(String owner);

  /** Removes all of an owner's. */
  void removeAllOf(String owner);
}
