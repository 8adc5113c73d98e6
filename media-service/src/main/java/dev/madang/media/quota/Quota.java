package dev.madang.media.quota;

import dev.madang.media.UserId;
import java.time.Instant;

/** How much may still come into a user's private space. Paths are those below it. */
public interface Quota {

  /**
   * Sets space aside until the object arrives or the reservation ends. The same path, bytes and
   * digest again are the same space, kept until the new end.
   *
   * @param sha256 of the upload, in base64
   * @param expiresAt when the upload can no longer come; at most 26 hours ahead
   * @throws QuotaUnavailable when nobody can tell; whether the space is set aside is not known then
   */
  ReservationResult reserve(
      UserId userId, String path, long bytes, String sha256, Instant expiresAt);

  /**
   * Gives back at once what was set aside for an upload that will not come. Twice is once; what has
   * arrived is nothing.
   *
   * @throws QuotaUnavailable when nobody can tell; the space comes back when the reservation ends
   */
  void release(UserId userId, String path, long bytes, String sha256);

  /**
   * Whether there is room for an object that has come without a reservation.
   *
   * @throws QuotaUnavailable when nobody can tell
   */
  AvailableSpace availableSpace(UserId userId, String path, long bytes);
}
