package dev.madang.media.rendition.storage;

import dev.madang.media.rendition.Rendition;

/** Keeps renditions. */
public interface RenditionStore {

  /**
   * Keeping a rendition of the same content again changes nothing: the first stands.
   *
   * @param owner whose it is: part of the key, so that one owner's pictures lie together
   * @param contentHash the SHA-256 of the original, in lower-case hex
   */
  StoredObject put(String userId, String contentHash, Rendition rendition);

  /** How many an owner has. */
  long countOf(String userId);

  /** Removes all of an owner's. */
  void removeAllOf(String userId);

  /**
   * @param key where it lies, made from the content and the settings it was made with
   * @param size in bytes of what lies there, which an earlier attempt may have put
   */
  record StoredObject(String key, long size) {}
}
