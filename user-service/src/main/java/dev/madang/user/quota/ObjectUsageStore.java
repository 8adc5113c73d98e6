package dev.madang.user.quota;

import dev.madang.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The objects that count against each quota. An object and its quota change in one transaction. */
interface ObjectUsageStore {

  /**
   * Records what an event reports, unless it or a later event of the key is recorded. An object
   * replaces its reservation.
   *
   * @param size empty if the object is deleted
   */
  void record(ObjectKey key, OptionalLong size, Sequencer event);

  /** A user's quota and the recorded size of an object, as of the same moment. */
  QuotaSnapshot snapshot(ObjectKey key);

  /** Consistent, in the byte order of the keys; deleted objects are included. */
  List<ObjectUsage> list(UserId user, Optional<ObjectKey> after, int limit);

  /**
   * Records the actual size of an object, unless another change was recorded meanwhile.
   *
   * @param seen what was recorded before the actual size was read
   * @return whether it was recorded
   */
  boolean correct(ObjectKey key, Optional<ObjectUsage> seen, OptionalLong size);

  /** Releases expired reservations, and sets the quota to the sum of objects and reservations. */
  Balance balance(UserId user);

  /** How many objects of a user are recorded; deleted ones are included. */
  long count(UserId user);

  /**
   * Erases some of a user's records. The quota does not change.
   *
   * @return whether none is left
   */
  boolean erase(UserId user);

  /**
   * @param objectSize empty if the object is not recorded
   */
  record QuotaSnapshot(Quota quota, OptionalLong objectSize) {}

  enum Balance {
    CORRECT,
    CORRECTED,
    /** Too many concurrent changes. */
    CONTENDED
  }
}
