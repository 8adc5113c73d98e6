package dev.madang.media.share;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Names one share, for its owner and in the table: the SHA-256 of its secret, which opens nothing.
 */
record ShareLinkId(@JsonValue String value) {

  private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9_-]{43}");

  // Public for Spring, which reads it from a path.
  public ShareLinkId {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not a share id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
