package dev.madang.media.share;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.ulid.Ulid;
import dev.madang.media.MediaId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The random key of a share link. The ids that visitors see derive from it: they do not reveal what
 * they identify, nor that two links have the same owner.
 */
record ShareKey(String value) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final Pattern ITEM = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final Pattern ACCESS = Pattern.compile(ShareAccessToken.PATTERN);
  private static final int BYTES = 32;
  private static final int BLOCK = 16;

  static ShareKey next() {
    return new ShareKey(random());
  }

  /** 256 random bits, as 43 characters. */
  static String random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return TEXT.encodeToString(bytes);
  }

  /** The folder of the link's copies. */
  String folder() {
    return shortened(mac("folder", ""));
  }

  /** The name of a copy; it depends on the source. */
  String copy(String source) {
    return shortened(mac("copy", source));
  }

  /** The id of a media item for visitors. */
  String encryptId(MediaId media) {
    return TEXT.encodeToString(cipher(Cipher.ENCRYPT_MODE, Ulid.from(media.value()).toBytes()));
  }

  /** The media item's id; an invented id decrypts to one that does not exist. */
  Optional<MediaId> decryptId(String item) {
    if (!ITEM.matcher(item).matches()) {
      return Optional.empty();
    }
    var id = cipher(Cipher.DECRYPT_MODE, Base64.getUrlDecoder().decode(item));
    return Optional.of(new MediaId(Ulid.from(id).toString()));
  }

  /** The access token that replaces the password until then. */
  ShareAccessToken access(Instant end) {
    var until = Long.toString(end.getEpochSecond());
    return new ShareAccessToken(until + "." + TEXT.encodeToString(mac("access", until)));
  }

  boolean isAccess(ShareAccessToken access, Instant now) {
    var parts = ACCESS.matcher(access.value());
    return parts.matches()
        && MessageDigest.isEqual(
            mac("access", parts.group(1)), Base64.getUrlDecoder().decode(parts.group(2)))
        && now.getEpochSecond() < Long.parseLong(parts.group(1));
  }

  private static String shortened(byte[] mac) {
    return TEXT.encodeToString(Arrays.copyOf(mac, BLOCK));
  }

  private byte[] mac(String purpose, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(value), "HmacSHA256"));
      mac.update(purpose.getBytes(US_ASCII));
      mac.update((byte) 0);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  // ECB of a single block is a permutation of ids, as required.
  @SuppressWarnings("InsecureCryptoUsage")
  private byte[] cipher(int mode, byte[] block) {
    try {
      var cipher = Cipher.getInstance("AES/ECB/NoPadding");
      var key = Arrays.copyOf(mac("item", ""), BLOCK);
      cipher.init(mode, new SecretKeySpec(key, "AES"));
      return cipher.doFinal(ByteBuffer.allocate(BLOCK).put(block).array());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return "ShareKey[hidden]";
  }
}
