package dev.madang.media;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A client's own name for one request, so that asking again is not asking twice. */
public record IdempotencyKey(@JsonValue String value) {

  // Visible ASCII.
  private static final Pattern FORMAT = Pattern.compile("[!-~]{1,100}");

  public IdempotencyKey {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not an idempotency key");
    }
  }
}
