package dev.madang.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A file that somebody wants to upload, and what its sender says of it. */
record Photo(String fileName, String contentType, byte[] bytes) {

  /** Twelve megapixels, stored on its side as a phone does: EXIF orientation 6, with GPS. */
  static Photo dandelion() {
    try {
      return jpeg("dandelion.jpg", Files.readAllBytes(Path.of("photos/dandelion.jpg")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Photo jpeg(String fileName, byte[] bytes) {
    return new Photo(fileName, "image/jpeg", bytes);
  }

  Photo cutTo(int length) {
    return new Photo(fileName, contentType, Arrays.copyOf(bytes, length));
  }

  int size() {
    return bytes.length;
  }

  String sha256() {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Description description() {
    return new Description(fileName, contentType, size(), sha256());
  }

  /** The body of the question for an upload. */
  record Description(String fileName, String contentType, long size, String sha256) {}
}
