package dev.madang.media.processing;

import dev.madang.media.OriginalKey;
import java.time.Instant;
import java.util.function.Consumer;

/** All originals of all owners. */
interface OriginalList {

  /** In no promised order; what is written meanwhile may be among them. */
  void each(Consumer<Listed> reader);

  /**
   * The newest that there is under a key.
   *
   * @param version as S3 names it; of a deletion, the deletion's own
   * @param isThere false where it was deleted
   * @param since when it was written or deleted, to the second; of what was sent in parts, when
   *     that was begun
   */
  record Listed(
      OriginalKey key, String version, boolean isThere, boolean cameInParts, Instant since) {}
}
