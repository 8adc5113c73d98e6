package dev.madang.media.cdn;

import java.util.Collection;
import java.util.List;

/**
 * Copies of renditions that everybody may see: they stand under the media's id, and nothing of the
 * owner is in their keys. Whatever is called may be called again.
 */
public interface PublicRenditions {

  /**
   * Copies these renditions; copies of others that the media had before are removed.
   *
   * @param keys of the renditions of its owner
   * @throws RenditionNotFound when one of them is not there
   */
  void publish(String userId, String mediaId, Collection<String> keys);

  /** Whether copies of all of them stand. */
  boolean isWhole(String mediaId, Collection<String> keys);

  /** Removes all copies, and what the CDN has of them. Of what was never published it asks once. */
  void withdraw(String userId, String mediaId);

  /** How many copies an owner's media have. */
  long countOf(String userId);

  /** Withdraws all media of an owner. */
  void removeAllOf(String userId);

  /** Where the copy of a rendition stands. */
  static String keyOf(String mediaId, String renditionKey) {
    var marker = "/renditions/";
    var start = renditionKey.indexOf(marker);
    if (start < 0) {
      throw new IllegalArgumentException("not a rendition of an userId: " + renditionKey);
    }
    return folderOf(mediaId) + renditionKey.substring(start + marker.length());
  }

  /** Where all copies of a media stand. */
  static String folderOf(String mediaId) {
    return "public/" + mediaId + "/";
  }

  /** The copies of these. */
  static List<String> keysOf(String mediaId, Collection<String> keys) {
    return keys.stream().map(key -> keyOf(mediaId, key)).toList();
  }
}
