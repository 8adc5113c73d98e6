package dev.madang.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signs any content with the genuine key of the pool or with another key. */
final class TokenIssuer {
  private static final JsonMapper JSON = new JsonMapper();

  final KeyPair genuine;
  final KeyPair other = rsa();
  final String kid;
  private final JsonNode jwk;

  /** {@code jwk} is the pool's private key. */
  TokenIssuer(JsonNode jwk) {
    this.jwk = jwk;
    kid = jwk.get("kid").asString();
    try {
      var keys = KeyFactory.getInstance("RSA");
      genuine =
          new KeyPair(
              keys.generatePublic(new RSAPublicKeySpec(number("n"), number("e"))),
              keys.generatePrivate(new RSAPrivateKeySpec(number("n"), number("d"))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public modulus, encoded as in the key set. */
  String modulus() {
    return jwk.get("n").asString();
  }

  private BigInteger number(String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.get(name).asString()));
  }

  String signed(Map<String, ?> header, Object claims) {
    return signed(json(header), json(claims), genuine.getPrivate());
  }

  String signed(Map<String, ?> header, Object claims, PrivateKey key) {
    return signed(json(header), json(claims), key);
  }

  String signed(String header, String payload, PrivateKey key) {
    return signed(header, payload.getBytes(UTF_8), key);
  }

  String signed(String header, byte[] payload, PrivateKey key) {
    var content = encoded(header.getBytes(UTF_8)) + "." + encoded(payload);
    return content + "." + encoded(signature("SHA256withRSA", content, key));
  }

  String signedBy(String algorithm, Map<String, ?> header, Object claims, PrivateKey key) {
    var content = content(header, claims);
    return content + "." + encoded(signature(algorithm, content, key));
  }

  String pss(Map<String, ?> header, Object claims) {
    var content = content(header, claims);
    try {
      var signer = Signature.getInstance("RSASSA-PSS");
      signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      signer.initSign(genuine.getPrivate());
      signer.update(content.getBytes(UTF_8));
      return content + "." + encoded(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String mac(Map<String, ?> header, Object claims, byte[] secret) {
    var content = content(header, claims);
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return content + "." + encoded(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String content(Map<String, ?> header, Object claims) {
    return encoded(json(header).getBytes(UTF_8)) + "." + encoded(json(claims).getBytes(UTF_8));
  }

  static String json(Object value) {
    return value instanceof String text ? text : JSON.writeValueAsString(value);
  }

  static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] signature(String algorithm, String content, PrivateKey key) {
    try {
      var signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(content.getBytes(UTF_8));
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair ec() {
    return pair("EC", 256);
  }

  private static KeyPair rsa() {
    return pair("RSA", 2048);
  }

  private static KeyPair pair(String algorithm, int bits) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
