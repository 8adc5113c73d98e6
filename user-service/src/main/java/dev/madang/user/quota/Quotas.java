package dev.madang.user.quota;

import dev.madang.user.UserId;
import java.util.List;
import java.util.Optional;

/** Every user's quota. */
public interface Quotas {

  /** May be a moment old. Who was never counted has the usual limit and has used nothing. */
  Quota of(UserId user);

  /**
   * Sets space aside until the upload arrives or the reservation expires. The same reservation
   * again is the same space, and good until its new end.
   *
   * @throws QuotaExceeded if so much is not left
   * @throws TooManyOpenUploads if the user has as many reservations as one may have
   */
  void reserve(Reservation reservation);

  /**
   * Gives back at once what was set aside for an upload that will not come. Twice is once; what has
   * arrived, or was never set aside, is nothing. When the reservation ends does not matter.
   */
  void release(Reservation reservation);

  /** Changes the limit. What is there stays, even if it is more. */
  Quota limit(UserId user, long bytes);

  /** Forgets the user. */
  void forget(UserId user);

  /** Whether the user was ever counted. */
  boolean knows(UserId user);

  /** Some of the users who were ever counted, in no order; empty at the end. */
  List<UserId> users(Optional<UserId> after);
}
