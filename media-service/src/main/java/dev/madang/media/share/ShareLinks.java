package dev.madang.media.share;

import dev.madang.media.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every share of every owner. */
interface ShareLinks {

  void add(ShareLink share);

  /** Sees the last write. Open or not. */
  Optional<ShareLink> find(ShareLinkId id);

  /**
   * Those that are open, newest first. May lag a moment behind.
   *
   * @param before where a reader stopped
   */
  List<ShareLink> newest(UserId userId, Optional<ShareCursor> before, Instant now, int limit);

  /**
   * From now on nobody is let in. It is remembered for some days, so that asking again is harmless.
   *
   * @return the share as it now stands; empty if the owner has no such share
   */
  Optional<ShareLink> revoke(UserId userId, ShareLinkId id, Instant now);

  /**
   * Counts an attempt at the password, before it is looked at: however many come at once, no more
   * than allowed are looked at.
   */
  Attempt attempt(ShareLinkId id, Instant now);

  /** The password was right: what was counted is forgotten. */
  void succeeded(ShareLinkId id);

  /** How many the owner has not revoked. */
  long countOf(UserId userId);

  /** All that is known of an owner's, revoked and expired ones too; perhaps not the newest. */
  List<ShareLink> allOf(UserId userId);

  /** Forgets it. */
  void remove(ShareLinkId id);

  /** Whether the password may be looked at. */
  sealed interface Attempt {

    record Allowed() implements Attempt {}

    /** Too many in a row were wrong. */
    record Locked(Instant until) implements Attempt {}
  }
}
