package dev.madang.media.media;

import java.util.Optional;

/**
 * What is known of a file before it is processed: from the request of its user, or from S3.
 *
 * @param size in bytes
 * @param sha256 of the bytes in Base64; empty if it is not known
 */
public record DeclaredFile(
    String fileName, String contentType, long size, Optional<String> sha256) {

  public DeclaredFile(String fileName, String contentType, long size, String sha256) {
    this(fileName, contentType, size, Optional.of(sha256));
  }

  public boolean isImage() {
    return contentType.startsWith("image/");
  }
}
