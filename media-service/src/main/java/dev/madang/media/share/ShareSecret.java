package dev.madang.media.share;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The secret of a share link: 256 random bits. Only its hash is stored. */
record ShareSecret(String value) {

  private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9_-]{43}");

  ShareSecret {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not the secret of a share link");
    }
  }

  static ShareSecret next() {
    return new ShareSecret(ShareKey.random());
  }

  /** Empty if it is malformed. */
  static Optional<ShareSecret> parse(String value) {
    return FORMAT.matcher(value).matches() ? Optional.of(new ShareSecret(value)) : Optional.empty();
  }

  ShareLinkId id() {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(US_ASCII));
      return new ShareLinkId(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return "ShareSecret[hidden]";
  }
}
