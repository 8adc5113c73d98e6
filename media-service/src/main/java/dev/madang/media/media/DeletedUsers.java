package dev.madang.media.media;

import dev.madang.media.UserId;
import java.time.Instant;

/** The users whose accounts are deleted. */
public interface DeletedUsers {

  /**
   * Marks a user as deleted, and counts the media items. The first counts stand, however often this
   * is repeated.
   *
   * @param others what other stores have of the user
   */
  DeletionCounts markDeleted(UserId userId, OtherCounts others, Instant now);

  boolean isDeleted(UserId userId);

  /** Erases the media items and idempotency keys of a user; the mark stays. */
  void eraseItems(UserId userId);

  record OtherCounts(long albums, long originals, long renditions, long shareLinks) {}

  /**
   * What there was when the user was deleted.
   *
   * @param deletedAt in milliseconds
   */
  record DeletionCounts(long mediaItems, OtherCounts others, Instant deletedAt) {}
}
