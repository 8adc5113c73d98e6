package dev.madang.media.share;

import dev.madang.media.OriginalKey;
import java.util.Optional;

/**
 * What visitors get: copies, for the names of what they are made from tell whose it is. They are
 * made when they are first looked at, lie below the folder of their share, and are forgotten within
 * two days: then they are made again.
 */
interface SharedCopies {

  /**
   * Copies a rendition, unless a copy is there. Harmless when repeated.
   *
   * @param from key of the rendition
   */
  CopyResult keep(String from, CopyLocation to, String contentType);

  /**
   * Keeps an original without its metadata, unless that is there. Harmless when repeated.
   *
   * @param version of the original; the newest if empty
   * @throws OriginalNotShareable when it cannot be had without its metadata
   * @throws SharingBusy when too many others are being cleaned
   */
  CopyResult keepClean(
      OriginalKey from, Optional<String> version, CopyLocation to, String contentType);

  /** Removes all copies of a share; links to them end too. */
  void removeAllIn(String folder);

  /**
   * Where a copy lies.
   *
   * @param folder of the share
   * @param name of what was copied
   * @param file such as {@code small.webp}
   */
  record CopyLocation(String folder, String name, String file) {

    String key() {
      return "shared/%s/%s/%s".formatted(folder, name, file);
    }
  }

  /** What became of the wish to have a copy. */
  enum CopyResult {
    BEFORE,
    NOW,
    NOTHING_TO_COPY
  }
}
