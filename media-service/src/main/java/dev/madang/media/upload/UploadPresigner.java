package dev.madang.media.upload;

import dev.madang.media.OriginalKey;
import dev.madang.media.media.DeclaredFile;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** Lets a client upload one file, or one part of it, to one place. */
interface UploadPresigner {

  /** Good once, for exactly the announced file: another length, type or content is refused. */
  PresignedUpload presign(OriginalKey key, DeclaredFile declared);

  /** Good for exactly this part: another length or content is refused. */
  PresignedUpload presign(OriginalKey key, String uploadId, Part part);

  /**
   * One part of a file.
   *
   * @param number from 1 on
   * @param size in bytes
   * @param sha256 of the part, in base64
   */
  record Part(int number, long size, String sha256) {}

  /**
   * What to send to S3.
   *
   * @param headers send each of them, unchanged
   * @param expiresAt start the upload before
   */
  record PresignedUpload(String method, URI url, Map<String, String> headers, Instant expiresAt) {}
}
