package dev.madang.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

final class Digests {
  private Digests() {}

  static String sha256(String text) {
    return digest("SHA-256", text);
  }

  static String md5(String text) {
    return digest("MD5", text);
  }

  static String sha256(byte[] bytes) {
    return digest("SHA-256", bytes);
  }

  private static String digest(String algorithm, String text) {
    return digest(algorithm, text.getBytes(UTF_8));
  }

  private static String digest(String algorithm, byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance(algorithm).digest(bytes);
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
