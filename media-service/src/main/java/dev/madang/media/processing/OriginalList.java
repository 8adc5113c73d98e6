package dev.madang.media.processing;

import dev.madang.media.OriginalKey;
import java.time.Instant;
import java.util.function.Consumer;

/** The originals of all users. */
interface OriginalList {

  /** In any order. */
  void each(Consumer<Listed> reader);

  /**
   * The newest version of an original.
   *
   * @param version of the object or delete marker
   * @param exists false for a delete marker
   * @param since when it was written or deleted, to the second; of a multipart upload when it began
   */
  record Listed(
      OriginalKey key, String version, boolean exists, boolean isMultipart, Instant since) {}
}
