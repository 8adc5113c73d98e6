package dev.madang.user.file;

import dev.madang.user.quota.ObjectKey;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** Lets a client fetch or send one file, straight from or to S3. */
interface FilePresigner {

  /** Opens this file, as a file to be kept under its name, until it expires. */
  DownloadLink download(ObjectKey key, String fileName);

  /** Good for exactly this file: another length, type or content is refused by S3. */
  UploadLink upload(ObjectKey key, DeclaredFile file);

  /**
   * What a client says of a file that it will send.
   *
   * @param sha256 in base64
   * @param isNew whether S3 shall refuse it when there is a file already
   */
  record DeclaredFile(long size, String contentType, String sha256, boolean isNew) {}

  record DownloadLink(URI url, Instant expiresAt) {}

  /**
   * What to send to S3.
   *
   * @param headers send each of them, unchanged
   * @param expiresAt start the upload before
   */
  record UploadLink(String method, URI url, Map<String, String> headers, Instant expiresAt) {}
}
