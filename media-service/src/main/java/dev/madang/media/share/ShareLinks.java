package dev.madang.media.share;

import dev.madang.media.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The share links of all users. */
interface ShareLinks {

  void add(ShareLink share);

  /** Strongly consistent; returns closed links, too. */
  Optional<ShareLink> find(ShareLinkId id);

  /**
   * The open ones, newest first. Eventually consistent.
   *
   * @param before the position to continue behind
   */
  List<ShareLink> newest(UserId userId, Optional<ShareCursor> before, Instant now, int limit);

  /**
   * Closes the link. The item stays for some days, so that a repeated request succeeds.
   *
   * @return the link as it is now; empty if the user has no such link
   */
  Optional<ShareLink> revoke(UserId userId, ShareLinkId id, Instant now);

  /**
   * Counts an attempt before the password is compared, so that concurrent attempts cannot exceed
   * the limit.
   */
  Attempt attempt(ShareLinkId id, Instant now);

  /** Resets the counter after a right password. */
  void succeeded(ShareLinkId id);

  /** The number of links that the user has not revoked. */
  long countOf(UserId userId);

  /** All links of a user, including revoked and expired ones. Eventually consistent. */
  List<ShareLink> allOf(UserId userId);

  /** Deletes it. */
  void remove(ShareLinkId id);

  /** Whether the password may be compared. */
  sealed interface Attempt {

    record Allowed() implements Attempt {}

    /** After too many wrong passwords in a row. */
    record Locked(Instant until) implements Attempt {}
  }
}
