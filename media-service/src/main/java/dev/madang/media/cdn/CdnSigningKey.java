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

/** The private key that signs URLs and cookies for the CDN. */
final class CdnSigningKey {

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN (.+?)-----(.*)-----END \\1-----", Pattern.DOTALL);
  private static final String PKCS_8 = "PRIVATE KEY";
  private static final String HELP =
      " must be an RSA key in PKCS 8; convert it: openssl pkcs8 -topk8 -nocrypt";

  private CdnSigningKey() {}

  /**
   * @param keyOrFile the key in PEM, or the path of its file
   */
  static PrivateKey read(String keyOrFile) {
    // The messages of exceptions must not have the key.
    return keyOrFile.strip().startsWith("-----BEGIN")
        ? parse(keyOrFile, "media.cdn.private-key")
        : parse(content(Path.of(keyOrFile)), keyOrFile);
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
