package dev.madang.user.storagecredentials;

import java.time.Instant;

/** Temporary AWS credentials; {@link #toString} omits them, so that none is logged. */
record StorageCredentials(
    String accessKeyId, String secretAccessKey, String sessionToken, Instant expiresAt) {

  @Override
  public String toString() {
    return "StorageCredentials[expiresAt=" + expiresAt + "]";
  }
}
