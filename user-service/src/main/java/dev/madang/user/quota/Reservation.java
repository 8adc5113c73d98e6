package dev.madang.user.quota;

import dev.madang.user.Digest;
import dev.madang.user.UserId;
import java.time.Instant;
import java.util.Base64;

/**
 * Space that is reserved for one upload.
 *
 * @param id the same for the same upload
 * @param key of the object that is uploaded
 * @param size in bytes
 * @param expiresAt when the upload can no longer complete
 */
public record Reservation(String id, ObjectKey key, long size, Instant expiresAt) {

  /** A SHA-256 in Base64. */
  public static final String SHA256_PATTERN = "^[A-Za-z0-9+/]{43}=$";

  /** Uploads of the same content to the same key share one reservation. */
  public static Reservation of(ObjectKey key, long size, String sha256, Instant expiresAt) {
    return new Reservation(
        digest(size + "\n" + sha256 + "\n" + key).substring(0, 22), key, size, expiresAt);
  }

  /** Without the expiry, which does not matter to a release. */
  static Reservation toRelease(ObjectKey key, long size, String sha256) {
    return of(key, size, sha256, Instant.EPOCH);
  }

  UserId owner() {
    return key.owner();
  }

  private static String digest(String upload) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.sha256(upload));
  }
}
