package dev.madang.media.rendition.storage;

import dev.madang.media.rendition.Rendition;

/** The bucket of renditions. */
public interface RenditionStore {

  /**
   * Stores a rendition. Idempotent: the first object of the same content stays.
   *
   * @param userId part of the key
   * @param contentHash the SHA-256 of the original, in lower-case hex
   */
  StoredObject put(String userId, String contentHash, Rendition rendition);

  /** The number of renditions of a user. */
  long countOf(String userId);

  /** Removes all renditions of a user. */
  void removeAllOf(String userId);

  /**
   * @param key contains the hashes of original and presets
   * @param size of the object in bytes
   */
  record StoredObject(String key, long size) {}
}
