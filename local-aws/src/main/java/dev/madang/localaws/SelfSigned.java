package dev.madang.localaws;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;

/** A self-signed certificate; the JDK can read certificates but not create them. */
final class SelfSigned {
  private static final int SEQUENCE = 0x30;
  private static final byte[] SHA256_WITH_RSA =
      der(SEQUENCE, new byte[] {6, 9, 42, -122, 72, -122, -9, 13, 1, 1, 11}, new byte[] {5, 0});

  private SelfSigned() {}

  static byte[] certificate(KeyPair key) {
    var version = der(0xa0, der(2, new byte[] {2}));
    var serial = der(2, BigInteger.ONE.toByteArray());
    var emptyName = der(SEQUENCE);
    var validity = der(SEQUENCE, time("260101000000Z"), time("491231235959Z"));
    var content =
        der(
            SEQUENCE,
            version,
            serial,
            SHA256_WITH_RSA,
            emptyName,
            validity,
            emptyName,
            key.getPublic().getEncoded());
    return der(SEQUENCE, content, SHA256_WITH_RSA, der(3, new byte[1], signature(content, key)));
  }

  private static byte[] time(String utc) {
    return der(0x17, utc.getBytes(US_ASCII));
  }

  private static byte[] signature(byte[] content, KeyPair key) {
    try {
      var signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(key.getPrivate());
      signer.update(content);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] der(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (var part : parts) {
      content.writeBytes(part);
    }
    var all = new ByteArrayOutputStream();
    all.write(tag);
    var length = content.size();
    if (length < 128) {
      all.write(length);
    } else {
      all.write(0x82);
      all.write(length >> 8);
      all.write(length);
    }
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }
}
