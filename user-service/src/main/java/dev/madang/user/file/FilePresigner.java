package dev.madang.user.file;

import dev.madang.user.DownloadLink;
import dev.madang.user.quota.ObjectKey;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** Presigns requests with which a client downloads a file from S3 or uploads it there. */
interface FilePresigner {

  /** The response is an attachment with the file name. */
  DownloadLink download(ObjectKey key, String fileName);

  /** S3 rejects an upload with another size, content type or content. */
  FileUploadLink upload(ObjectKey key, DeclaredFile file);

  /**
   * What a client declares about a file that it will upload.
   *
   * @param size in bytes
   * @param sha256 in Base64
   * @param overwrite whether the upload may replace a file
   */
  record DeclaredFile(long size, String contentType, String sha256, boolean overwrite) {

    /**
     * @throws dev.madang.defaults.problem.ProblemException {@code upload-too-large}
     */
    public DeclaredFile {
      FileSize.requireWritable(size);
    }
  }

  /**
   * A presigned request.
   *
   * @param expiresAt the upload must have started by then
   */
  @Schema(description = "The request that uploads the file to S3")
  record FileUploadLink(
      @Schema(allowableValues = "PUT") String method,
      @Schema(description = "Send the request to it, without an access token", maxLength = 4096)
          URI url,
      @Schema(
              description = "Send each of these headers unchanged",
              example = "{\"content-type\": \"text/plain\"}")
          Map<String, String> headers,
      @Schema(description = "The upload must have started by then") Instant expiresAt) {

    @Override
    public String toString() {
      return "FileUploadLink[expiresAt=" + expiresAt + "]";
    }
  }
}
