package dev.madang.media.intake;

import dev.madang.media.upload.OriginalKey;

/** What owners have uploaded. */
interface Originals {

  /** Reads no more than the given number of bytes. */
  Original fetch(OriginalKey key, long maxSize);

  /** What lies under a key. */
  sealed interface Original {

    /**
     * @param sha256 of the bytes, in base64
     */
    record Found(byte[] bytes, String sha256) implements Original {}

    record TooLarge(long size) implements Original {}

    record Gone() implements Original {}
  }
}
