package dev.madang.media.share;

import dev.madang.media.catalog.OwnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every share of every owner. */
interface Shares {

  void add(Share share);

  /** Sees the last write. Open or not. */
  Optional<Share> find(ShareId id);

  /**
   * Those that are open, newest first. May lag a moment behind.
   *
   * @param before where a reader stopped
   */
  List<Share> newest(OwnerId owner, Optional<ShareCursor> before, Instant now, int limit);

  /**
   * From now on nobody is let in. It is remembered for some days, so that asking again is harmless.
   *
   * @return the share as it now stands; empty if the owner has no such share
   */
  Optional<Share> revoke(OwnerId owner, ShareId id, Instant now);

  /**
   * Counts an attempt at the password, before it is looked at: however many come at once, no more
   * than allowed are looked at.
   */
  Attempt attempt(ShareId id, Instant now);

  /** The password was right: what was counted is forgotten. */
  void succeeded(ShareId id);

  /** How many the owner has not revoked. */
  long countOf(OwnerId owner);

  /** All that is known of an owner's, revoked and expired ones too; perhaps not the newest. */
  List<Share> allOf(OwnerId owner);

  /** Forgets it. */
  void remove(ShareId id);

  /** Whether the password may be looked at. */
  sealed interface Attempt {

    record Allowed() implements Attempt {}

    /** Too many in a row were wrong. */
    record Locked(Instant until) implements Attempt {}
  }
}
