package dev.madang.user.quota;

import dev.madang.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The objects that each quota counts. An object and its quota change together or not at all. */
interface ObjectUsageStore {

  /**
   * Counts what an event tells, unless it or a later one of the key was counted. An object that
   * arrives takes the place of its reservation.
   *
   * @param size empty when the object is gone
   */
  void count(ObjectKey key, OptionalLong size, Sequencer event);

  /** A user's quota and what it counts under a key, both as of one moment. */
  QuotaSnapshot standing(ObjectKey key);

  /** As of their last writes, in the order of S3's lists, the gone ones among them. */
  List<ObjectUsage> list(UserId user, Optional<ObjectKey> after, int limit);

  /**
   * Counts what was found to be there, unless something else is counted by now.
   *
   * @param seen what was counted before one looked
   * @return whether it was changed
   */
  boolean correct(ObjectKey key, Optional<ObjectUsage> seen, OptionalLong size);

  /** Gives expired reservations back, and makes the quota what the objects and reservations say. */
  Balance balance(UserId user);

  /** How many are remembered of a user. */
  long remembered(UserId user);

  /**
   * Forgets some of a user's, and changes no quota.
   *
   * @return whether none is left
   */
  boolean forgetSome(UserId user);

  /**
   * @param counted the size of the object under the key; empty when none is counted
   */
  record QuotaSnapshot(Quota quota, OptionalLong counted) {}

  /** What balancing has found. */
  enum Balance {
    RIGHT,
    CORRECTED,
    /** The user changes too much just now. */
    BUSY
  }
}
