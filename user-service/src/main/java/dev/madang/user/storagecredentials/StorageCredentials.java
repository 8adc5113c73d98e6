package dev.madang.user.storagecredentials;

import java.time.Instant;

/** Keys of AWS that end. Their text shows none of them, so that none reaches a log. */
record StorageCredentials(
    String accessKeyId, String secretAccessKey, String sessionToken, Instant expiresAt) {

  @Override
  public String toString() {
    return "StorageCredentials[until " + expiresAt + "]";
  }
}
