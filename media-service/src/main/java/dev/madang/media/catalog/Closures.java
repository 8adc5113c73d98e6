package dev.madang.media.catalog;

import java.time.Instant;

/** The owners who have left. */
public interface Closures {

  /**
   * Marks an owner as one who has left, and counts the media. The first count stands, however often
   * this is asked for.
   *
   * @param originals kept beside the count of media
   * @param renditions likewise
   * @param shares likewise
   */
  Counted close(OwnerId owner, long originals, long renditions, long shares, Instant now);

  /** Whether an owner has left. */
  boolean isClosed(OwnerId owner);

  /** Removes an owner's media and idempotency keys; the mark stays. */
  void removeAllOf(OwnerId owner);

  /**
   * What there was when the owner left.
   *
   * @param at when that was, in milliseconds
   */
  record Counted(long media, long originals, long renditions, long shares, Instant at) {}
}
