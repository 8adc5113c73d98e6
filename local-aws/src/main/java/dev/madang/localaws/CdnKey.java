package dev.madang.localaws;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A key pair that CloudFront accepts. */
record CdnKey(KeyPair pair) {
  private static final int BITS = 2048;

  static CdnKey make() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return new CdnKey(generator.generateKeyPair());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String publicPem() {
    return pem("PUBLIC KEY", pair.getPublic());
  }

  String privatePem() {
    return pem("PRIVATE KEY", pair.getPrivate());
  }

  private static String pem(String what, Key key) {
    var body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(key.getEncoded());
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what);
  }

  @Override
  public String toString() {
    return "CdnKey";
  }
}
