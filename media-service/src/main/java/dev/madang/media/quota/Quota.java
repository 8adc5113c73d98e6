package dev.madang.media.quota;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.media.UserId;
import java.time.Instant;

/** The quota of a user's private space. Paths are relative to it. */
public interface Quota {

  /**
   * Reserves space until the object is uploaded or the reservation expires. A repeated reservation
   * of the same path, size and checksum extends the first one.
   *
   * @param size in bytes
   * @param sha256 of the upload, in Base64
   * @param expiresAt when the upload can no longer complete; at most 26 hours ahead
   * @throws ProblemException {@code service-unavailable}; the space may be reserved then
   */
  ReservationResult reserve(
      UserId userId, String path, long size, String sha256, Instant expiresAt);

  /**
   * Releases the reservation of an abandoned upload. Idempotent.
   *
   * @throws ProblemException {@code service-unavailable}; the reservation expires then
   */
  void release(UserId userId, String path, long size, String sha256);

  /**
   * Whether an object that was uploaded without a reservation fits into the quota.
   *
   * @throws ProblemException {@code service-unavailable}
   */
  AvailableSpace availableSpace(UserId userId, String path, long size);
}
