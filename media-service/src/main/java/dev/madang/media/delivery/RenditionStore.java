package dev.madang.media.delivery;

import dev.madang.media.rendition.Rendition;

/** Keeps renditions. */
public interface RenditionStore {

  /**
   * Keeping a rendition of the same content again changes nothing: the first stands.
   *
   * @param owner whose it is: part of the key, so that one owner's pictures lie together
   * @param contentHash the SHA-256 of the original, in lower-case hex
   */
  Kept keep(String owner, String contentHash, Rendition rendition);

  /** How many an owner has. */
  long countOf(String owner);

  /** Removes all of an owner's. */
  void removeAllOf(String owner);

  /**
   * @param key where it lies, made from the content and the settings it was made with
   * @param bytes of what lies there, which an earlier attempt may have put
   */
  record Kept(String key, long bytes) {}
}
