package dev.madang.journeys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

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

  /** The same picture in other bytes: a comment that nobody else has. */
  Photo retold() {
    var comment = UUID.randomUUID().toString().getBytes(US_ASCII);
    var retold = ByteBuffer.allocate(bytes.length + 4 + comment.length);
    retold.put(bytes, 0, 2).putShort((short) 0xFFFE).putShort((short) (2 + comment.length));
    retold.put(comment).put(bytes, 2, bytes.length - 2);
    return new Photo(fileName, contentType, retold.array());
  }

  Photo cutTo(int length) {
    return new Photo(fileName, contentType, Arrays.copyOf(bytes, length));
  }

  /** The same picture of other bytes, with a number in a comment. */
  Photo variant(int number) {
    var other = new ByteArrayOutputStream();
    other.write(bytes, 0, 2);
    other.writeBytes(
        new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 4, (byte) (number >> 8), (byte) number});
    other.write(bytes, 2, bytes.length - 2);
    return jpeg(fileName, other.toByteArray());
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
