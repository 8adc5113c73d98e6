package dev.madang.media.cdn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/** The key that says to the CDN who may see what. */
final class CdnSigningKey {

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN (.+?)-----(.*)-----END \\1-----", Pattern.DOTALL);
  private static final String PKCS_8 = "PRIVATE KEY";
  private static final String HELP =
      " is no RSA key in PKCS 8; make it one: openssl pkcs8 -topk8 -nocrypt";

  private CdnSigningKey() {}

  /**
   * @param given the key in PEM, or the path of its file
   */
  static PrivateKey read(String given) {
    // What is wrong with it is told, it is not.
    return given.strip().startsWith("-----BEGIN")
        ? parse(given, "media.cdn.private-key")
        : parse(content(Path.of(given)), given);
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("media.cdn.private-key cannot be read", unreadable);
    }
  }

  private static PrivateKey parse(String pem, String source) {
    var parts = PEM.matcher(pem.strip());
    if (!parts.matches() || !parts.group(1).equals(PKCS_8)) {
      throw new IllegalArgumentException(source + HELP);
    }
    try {
      var bytes = Base64.getDecoder().decode(parts.group(2).replaceAll("\\s", ""));
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (GeneralSecurityException | IllegalArgumentException broken) {
      throw new IllegalArgumentException(source + HELP);
    }
  }
}
