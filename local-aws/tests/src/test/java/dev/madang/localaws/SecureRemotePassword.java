package dev.madang.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The client side of Cognito's USER_SRP_AUTH: SRP-6a with the 3072-bit group of RFC 5054. */
final class SecureRemotePassword {
  private static final BigInteger N =
      new BigInteger(
          """
          FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22
          514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6
          F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3D
          C2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB
          9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E8603
          9B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510
          15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7D
          B3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864
          D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E208E24FA074E5AB31
          43DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF\
          """
              .replace("\n", ""),
          16);
  private static final BigInteger G = BigInteger.TWO;
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss 'UTC' yyyy", Locale.US);

  private final BigInteger privateValue = new BigInteger(1024, new SecureRandom());
  private final BigInteger publicValue = G.modPow(privateValue, N);
  private final String pool;
  private final String password;

  SecureRemotePassword(String pool, String password) {
    this.pool = pool;
    this.password = password;
  }

  String publicValue() {
    return publicValue.toString(16);
  }

  Map<String, String> challengeResponses(Map<String, String> challenge) {
    var user = requireNonNull(challenge.get("USER_ID_FOR_SRP"));
    var block = requireNonNull(challenge.get("SECRET_BLOCK"));
    var timestamp = ZonedDateTime.now(ZoneOffset.UTC).format(TIMESTAMP);
    var signature =
        hmac(
            key(challenge, user),
            pool.getBytes(UTF_8),
            user.getBytes(UTF_8),
            Base64.getDecoder().decode(block),
            timestamp.getBytes(UTF_8));
    return Map.of(
        "USERNAME", user,
        "TIMESTAMP", timestamp,
        "PASSWORD_CLAIM_SECRET_BLOCK", block,
        "PASSWORD_CLAIM_SIGNATURE", Base64.getEncoder().encodeToString(signature));
  }

  private byte[] key(Map<String, String> challenge, String user) {
    var servers = new BigInteger(challenge.get("SRP_B"), 16);
    var salt = new BigInteger(challenge.get("SALT"), 16);
    var k = number(hash(N.toByteArray(), G.toByteArray()));
    var u = number(hash(publicValue.toByteArray(), servers.toByteArray()));
    var identity = hash((pool + user + ":" + password).getBytes(UTF_8));
    var x = number(hash(salt.toByteArray(), identity));
    var shared =
        servers
            .subtract(k.multiply(G.modPow(x, N)))
            .modPow(privateValue.add(u.multiply(x)), N)
            .mod(N);
    var extracted = hmac(u.toByteArray(), shared.toByteArray());
    var expanded = hmac(extracted, "Caldera Derived Key".getBytes(UTF_8), new byte[] {1});
    return Arrays.copyOf(expanded, 16);
  }

  private static BigInteger number(byte[] hash) {
    return new BigInteger(1, hash);
  }

  private static byte[] hash(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      Arrays.stream(parts).forEach(digest::update);
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      Arrays.stream(parts).forEach(mac::update);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
