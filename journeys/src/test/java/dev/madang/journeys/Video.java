package dev.madang.journeys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.SplittableRandom;

/**
 * A large MP4 file that is generated block by block, so that it is never in memory as a whole.
 *
 * @param seed determines the random bytes after the header
 */
record Video(String fileName, long size, long seed) {

  private static final int BLOCK = 1 << 20;
  private static final byte[] HEADER = "\0\0\0\u0018ftypisom\0\0\2\0isommp41".getBytes(US_ASCII);

  static Video of(long size, long seed) {
    return new Video("holidays.mp4", size, seed);
  }

  /**
   * @param offset a multiple of 1 MiB
   */
  byte[] bytes(long offset, int length) {
    var bytes = new byte[length];
    for (int at = 0; at < length; at += BLOCK) {
      var block = block((offset + at) / BLOCK);
      System.arraycopy(block, 0, bytes, at, Math.min(BLOCK, length - at));
    }
    return bytes;
  }

  private byte[] block(long number) {
    var block = new byte[BLOCK];
    new SplittableRandom(seed * 1_000_003 + number).nextBytes(block);
    if (number == 0) {
      System.arraycopy(HEADER, 0, block, 0, HEADER.length);
    }
    return block;
  }

  SampleFile.CreateMediaRequest request() {
    var digest = sha256();
    for (long at = 0; at < size; at += BLOCK) {
      digest.update(block(at / BLOCK), 0, (int) Math.min(BLOCK, size - at));
    }
    return new SampleFile.CreateMediaRequest(fileName, "video/mp4", size, base64(digest));
  }

  static String sha256(byte[] bytes) {
    var digest = sha256();
    digest.update(bytes);
    return base64(digest);
  }

  private static String base64(MessageDigest digest) {
    return Base64.getEncoder().encodeToString(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
