package dev.madang.media.download;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;

/**
 * A presigned URL of a file.
 *
 * @param url for a GET without an access token
 * @param expiresAt until then the URL works
 */
public record DownloadLink(
    @Schema(description = "Send a GET request to it, without an access token", maxLength = 4096)
        URI url,
    @Schema(description = "When the URL expires") Instant expiresAt) {

  @Override
  public String toString() {
    return "DownloadLink[expiresAt=" + expiresAt + "]";
  }
}
