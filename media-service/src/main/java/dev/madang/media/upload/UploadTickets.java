package dev.madang.media.upload;

import dev.madang.media.catalog.Announced;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** Lets a client upload one file to one place, once. */
interface UploadTickets {

  /** Good for exactly the announced file: another length, type or content is refused by S3. */
  UploadTicket issue(OriginalKey key, Announced announced);

  /**
   * What to send to S3.
   *
   * @param headers send each of them, unchanged
   * @param expiresAt start the upload before
   */
  record UploadTicket(String method, URI url, Map<String, String> headers, Instant expiresAt) {}
}
