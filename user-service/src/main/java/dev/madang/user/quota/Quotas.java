package dev.madang.user.quota;

import dev.madang.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The quotas of all users. */
public interface Quotas {

  /** Possibly out of date. A user without a stored quota has the default limit. */
  Quota of(UserId user);

  /** Consistent, with the version for {@link #setLimit}. */
  VersionedQuota versioned(UserId user);

  /**
   * Reserves space until the upload is counted or the reservation expires. Idempotent: the same
   * reservation takes its space once, and its latest expiry counts.
   *
   * @throws dev.madang.defaults.problem.ProblemException {@code quota-exceeded} or {@code
   *     too-many-open-uploads}
   */
  void reserve(Reservation reservation);

  /**
   * Releases the space of an abandoned upload. Idempotent: a reservation that does not exist, or
   * whose object is counted, is ignored. The expiry does not matter.
   */
  void release(Reservation reservation);

  /**
   * Changes the limit. Nothing is deleted if the new one is exceeded.
   *
   * @param limit in bytes
   * @param expected the version that the quota must have; empty for any
   * @throws dev.madang.defaults.problem.ProblemException {@code precondition-failed}
   */
  VersionedQuota setLimit(UserId user, long limit, OptionalLong expected);

  void delete(UserId user);

  /** Whether the user has a stored quota. */
  boolean exists(UserId user);

  /** Some of the users with a stored quota, in no order; empty at the end. */
  List<UserId> users(Optional<UserId> after);
}
