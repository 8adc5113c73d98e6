package dev.madang.media.processing;

/** A point between two effects of processing, at which tests let the process crash. */
enum CrashPoint {
  /** The item is in `processing`. */
  STARTED,
  /** The image is decoded and no rendition is stored. */
  DECODED,
  /** One rendition is stored, the others are not. */
  ONE_STORED,
  /** All renditions are stored, and no item refers to them. */
  ALL_STORED,
  /** The item has its outcome, and the message is still in the queue. */
  SETTLED
}
