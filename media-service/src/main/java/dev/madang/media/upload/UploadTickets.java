package dev.madang.media.upload;

import dev.madang.media.catalog.Announced;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** Lets a client upload one file, or one part of it, to one place. */
interface UploadTickets {

  /** Good once, for exactly the announced file: another length, type or content is refused. */
  UploadTicket issue(OriginalKey key, Announced announced);

  /** Good for exactly this part: another length or content is refused. */
  UploadTicket issue(OriginalKey key, String uploadId, Part part);

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
  record UploadTicket(String method, URI url, Map<String, String> headers, Instant expiresAt) {}
}
