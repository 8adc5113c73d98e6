package dev.madang.media.cdn;

import java.util.Collection;
import java.util.List;

/**
 * Copies of renditions that everyone may read. Their keys have the id of the media item and do not
 * reveal the user. Every operation is idempotent.
 */
public interface PublicRenditions {

  /**
   * Copies these renditions, and removes other copies of the item.
   *
   * @param keys of the private renditions
   * @throws RenditionNotFound if one of them does not exist
   */
  void publish(String userId, String mediaId, Collection<String> keys);

  /** Whether copies of all these renditions exist. */
  boolean hasAll(String mediaId, Collection<String> keys);

  /** Removes all copies of an item, and invalidates them at the CDN. */
  void unpublish(String userId, String mediaId);

  /** The number of copies of all items of a user. */
  long countOf(String userId);

  /** Unpublishes all items of a user. */
  void removeAllOf(String userId);

  /** The key of the copy of a rendition. */
  static String keyOf(String mediaId, String renditionKey) {
    var marker = "/renditions/";
    var start = renditionKey.indexOf(marker);
    if (start < 0) {
      throw new IllegalArgumentException("not the key of a private rendition: " + renditionKey);
    }
    return folderOf(mediaId) + renditionKey.substring(start + marker.length());
  }

  /** The folder of all copies of an item. */
  static String folderOf(String mediaId) {
    return "public/" + mediaId + "/";
  }

  /** The keys of the copies of renditions. */
  static List<String> keysOf(String mediaId, Collection<String> keys) {
    return keys.stream().map(key -> keyOf(mediaId, key)).toList();
  }
}
