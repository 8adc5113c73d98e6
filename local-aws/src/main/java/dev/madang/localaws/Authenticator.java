package dev.madang.localaws;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An authenticator app: RFC 6238 with SHA-1, 30 seconds and six digits.
 *
 * <p>Cognito accepts a code once, and a clock that is off by one step. So each call returns another
 * code that is valid now, and waits for the next step only if there is none.
 */
public final class Authenticator {
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final byte[] secret;
  private final Clock clock = Clock.systemUTC();
  private final Set<Long> used = new HashSet<>();

  /** An app with this secret, in Base32 as Cognito returns it. */
  public Authenticator(String secret) {
    this.secret = decoded(secret);
  }

  /** A code that is valid now and was not returned before. */
  public synchronized String nextCode() {
    var now = step(clock.instant());
    for (var step : List.of(now, now + 1)) {
      if (used.add(step)) {
        return code(step);
      }
    }
    waitUntil(Instant.ofEpochSecond((now + 1) * STEP.toSeconds()));
    return nextCode();
  }

  /** The code of a moment, whether it was returned before or not. */
  public String codeAt(Instant moment) {
    return code(step(moment));
  }

  private static long step(Instant moment) {
    return moment.getEpochSecond() / STEP.toSeconds();
  }

  private String code(long step) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      var digest = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      var offset = digest[digest.length - 1] & 15;
      var number = ByteBuffer.wrap(digest).getInt(offset) & Integer.MAX_VALUE;
      return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void waitUntil(Instant moment) {
    try {
      Thread.sleep(Duration.between(clock.instant(), moment).plusMillis(50));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for another code", e);
    }
  }

  private static byte[] decoded(String base32) {
    var bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
    var buffer = 0L;
    var bits = 0;
    for (var letter : base32.toCharArray()) {
      buffer = buffer << 5 | BASE_32.indexOf(letter);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (buffer >> bits));
        buffer &= (1 << bits) - 1;
      }
    }
    return bytes.array();
  }
}
