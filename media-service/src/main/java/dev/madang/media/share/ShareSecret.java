package dev.madang.media.share;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who has it may look: 256 random bits. We keep nothing but its hash. */
record ShareSecret(String value) {

  private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9_-]{43}");

  ShareSecret {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not a secret of a share");
    }
  }

  static ShareSecret next() {
    return new ShareSecret(ShareKey.random());
  }

  /** Empty for what is no secret. */
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
