package dev.madang.media.share;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Base64;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes the passwords of share links. */
@Component
class SharePasswords {

  private final PasswordEncoder encoder = new BCryptPasswordEncoder();

  String hash(String password) {
    return String.valueOf(encoder.encode(digest(password)));
  }

  boolean matches(String password, String hash) {
    return encoder.matches(digest(password), hash);
  }

  /** BCrypt reads 72 bytes at most; NFC, because keyboards compose letters differently. */
  private static String digest(String password) {
    var same = Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(UTF_8);
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(same));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
