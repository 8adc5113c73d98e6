package dev.madang.media.share;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.media.OriginalKey;
import java.util.Optional;

/**
 * The copies that visitors download, because the keys of originals and renditions name their owner.
 * A copy is created at the first request, in the folder of its share link, and expires within two
 * days; the next request creates it again.
 */
interface SharedCopies {

  /**
   * Copies a rendition unless there is a copy. Idempotent.
   *
   * @param from key of the rendition
   */
  CopyResult copy(String from, CopyLocation to, String contentType);

  /**
   * Copies an original without its metadata unless there is a copy. Idempotent.
   *
   * @param version of the original; the newest if empty
   * @throws ProblemException {@code original-not-shareable} if its metadata cannot be removed,
   *     {@code service-unavailable} if too many others are being processed
   */
  CopyResult copyWithoutMetadata(
      OriginalKey from, Optional<String> version, CopyLocation to, String contentType);

  /** Deletes all copies of a share link; links to them end too. */
  void removeAllIn(String folder);

  /**
   * The key of a copy.
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

  enum CopyResult {
    EXISTED,
    CREATED,
    SOURCE_MISSING
  }
}
