package dev.madang.media.processing;

/**
 * A place between two effects of the intake. A process may die in any; tests let it die in each.
 */
enum CrashPoint {
  /** The media says that its original is being looked at. */
  BEGUN,
  /** Everything is decoded and nothing is kept. */
  DECODED,
  /** One rendition is kept, the others are not. */
  ONE_KEPT,
  /** All renditions are kept, and no media knows them. */
  ALL_KEPT,
  /** The media has its outcome, and its message is still in the queue. */
  SETTLED
}
