package dev.madang.media.catalog;

import java.util.regex.Pattern;

/** A client's own name for one request, so that asking again is not asking twice. */
public record IdempotencyKey(String value) {

  /** Visible ASCII, so that it fits a header and a table's key. */
  public static final String FORMAT = "[!-~]{1,100}";

  private static final Pattern PATTERN = Pattern.compile(FORMAT);

  public IdempotencyKey {
    if (!PATTERN.matcher(value).matches()) {
      throw new IllegalArgumentException("not an idempotency key");
    }
  }
}
