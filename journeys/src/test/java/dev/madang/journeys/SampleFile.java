package dev.madang.journeys;

import static java.nio.charset.StandardCharsets.US_ASCII;

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

/** A file to upload, with what its uploader declares. */
record SampleFile(String fileName, String contentType, byte[] bytes) {

  /** 12 megapixels with EXIF orientation 6 and a GPS position, as a phone writes it. */
  static SampleFile dandelion() {
    try {
      return jpeg("dandelion.jpg", Files.readAllBytes(Path.of("photos/dandelion.jpg")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SampleFile jpeg(String fileName, byte[] bytes) {
    return new SampleFile(fileName, "image/jpeg", bytes);
  }

  /** The same image with other bytes: a random comment is added to the JPEG. */
  SampleFile withUniqueComment() {
    return withComment(UUID.randomUUID().toString().getBytes(US_ASCII));
  }

  private SampleFile withComment(byte[] comment) {
    var commented = ByteBuffer.allocate(bytes.length + 4 + comment.length);
    commented.put(bytes, 0, 2).putShort((short) 0xFFFE).putShort((short) (2 + comment.length));
    commented.put(comment).put(bytes, 2, bytes.length - 2);
    return new SampleFile(fileName, contentType, commented.array());
  }

  SampleFile truncatedTo(int length) {
    return new SampleFile(fileName, contentType, Arrays.copyOf(bytes, length));
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

  CreateMediaRequest request() {
    return new CreateMediaRequest(fileName, contentType, size(), sha256());
  }

  record CreateMediaRequest(String fileName, String contentType, long size, String sha256) {}
}
