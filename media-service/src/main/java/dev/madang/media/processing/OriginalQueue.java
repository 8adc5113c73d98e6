package dev.madang.media.processing;

import dev.madang.media.OriginalKey;

/**
 * The queue of originals to process. It is fair: the originals of one user do not delay those of
 * another.
 */
interface OriginalQueue {

  /** Returns when the message is stored. */
  void send(OriginalKey original);
}
