package dev.madang.media.media;

import java.util.Optional;

/**
 * What is said of a file before it is looked at: by its owner, or by S3 of one that nobody
 * announced.
 *
 * @param size in bytes
 * @param sha256 of the bytes, in base64; empty when nobody said it
 */
public record DeclaredFile(
    String fileName, String contentType, long size, Optional<String> sha256) {

  public DeclaredFile(String fileName, String contentType, long size, String sha256) {
    this(fileName, contentType, size, Optional.of(sha256));
  }
}
