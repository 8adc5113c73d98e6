package dev.madang.user.quota;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.madang.user.UserId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

/**
 * ObjectListing that is set aside for one upload.
 *
 * @param id the same for the same upload
 * @param key where the upload goes
 * @param expiresAt when the upload can no longer come
 */
public record Reservation(String id, ObjectKey key, long bytes, Instant expiresAt) {

  /** Asked for again, the same bytes for the same place are the same reservation. */
  public static Reservation of(ObjectKey key, long bytes, String sha256, Instant expiresAt) {
    return new Reservation(
        digest(bytes + "\n" + sha256 + "\n" + key).substring(0, 22), key, bytes, expiresAt);
  }

  /** Enough to give one back. */
  static Reservation named(ObjectKey key, long bytes, String sha256) {
    return of(key, bytes, sha256, Instant.EPOCH);
  }

  UserId owner() {
    return key.owner();
  }

  private static String digest(String upload) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(upload.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
