package dev.madang.media.upload;

import dev.madang.media.OriginalKey;
import dev.madang.media.media.DeclaredFile;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** Presigns the requests by which clients upload to S3. */
interface UploadPresigner {

  /** For exactly the declared file: S3 rejects another size, type or checksum, and a second PUT. */
  PresignedUpload presign(OriginalKey key, DeclaredFile declared);

  /** For exactly this part: S3 rejects another size or checksum. */
  PresignedUpload presign(OriginalKey key, String uploadId, Part part);

  /**
   * One part of a file.
   *
   * @param number from 1 on
   * @param size in bytes
   * @param sha256 of the part in Base64
   */
  record Part(int number, long size, String sha256) {}

  record PresignedUpload(
      @Schema(allowableValues = "PUT") String method,
      URI url,
      @Schema(description = "Send all of them unchanged") Map<String, String> headers,
      @Schema(description = "The upload must have started by then") Instant expiresAt) {

    @Override
    public String toString() {
      return "PresignedUpload[expiresAt=" + expiresAt + "]";
    }
  }
}
