package dev.madang.user.recoverycode;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.madang.user.Digest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The hashes of the codes that were made together. A code has 80 random bits, so that a fast hash
 * cannot be reversed by trying; the salt keeps the hashes of two users apart.
 */
record CodeSet(String salt, Set<String> hashes) {

  static final int SIZE = 10;

  /** Crockford's Base32, which has no letters that look like digits. */
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int LENGTH = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  static List<String> newCodes() {
    return Stream.generate(CodeSet::newCode).limit(SIZE).toList();
  }

  static CodeSet of(List<String> codes) {
    var salt = UlidCreator.getUlid().toString();
    return new CodeSet(
        salt, codes.stream().map(code -> hash(salt, code)).collect(toUnmodifiableSet()));
  }

  /** The hash of a code of this set. */
  Optional<String> find(String code) {
    return Optional.of(hash(salt, code)).filter(hashes::contains);
  }

  /** As {@code 7Q2M-XK4D-9PTR-W0HS}. */
  private static String newCode() {
    var code = new StringBuilder();
    for (var i = 0; i < LENGTH; i++) {
      code.append(i > 0 && i % 4 == 0 ? "-" : "");
      code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  private static String hash(String salt, String code) {
    var plain =
        code.toUpperCase(Locale.ROOT)
            .replaceAll("[ -]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return HexFormat.of().formatHex(Digest.sha256(salt + plain));
  }

  @Override
  public String toString() {
    return "CodeSet[" + hashes.size() + "]";
  }
}
