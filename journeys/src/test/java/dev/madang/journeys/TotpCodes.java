package dev.madang.journeys;

import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app: RFC 6238 with SHA-1, 30 seconds and six digits. */
final class TotpCodes {

  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private final byte[] secret;
  private long last;

  TotpCodes(String secret) {
    this.secret = decoded(Secrets.remember(secret));
  }

  /** The current code; waits for the next one if the current one was used already. */
  String next() {
    await().atMost(Duration.ofSeconds(35)).until(() -> step() > last);
    last = step();
    return code(last);
  }

  private static long step() {
    return Instant.now().getEpochSecond() / 30;
  }

  private String code(long step) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      var number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & 0x7fffffff;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] decoded(String secret) {
    var bytes = ByteBuffer.allocate(secret.length() * 5 / 8);
    var bits = 0L;
    var count = 0;
    for (var textNamedJpeg : secret.toCharArray()) {
      bits = bits << 5 | BASE_32.indexOf(textNamedJpeg);
      count += 5;
      if (count >= 8) {
        count -= 8;
        bytes.put((byte) (bits >> count));
      }
    }
    return bytes.array();
  }
}
