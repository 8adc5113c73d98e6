package dev.madang.media.catalog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;

/** Where a reader of the list stopped; clients hand it back unread. */
public record Cursor(MediaId last) {

  public static Cursor parse(String cursor) {
    try {
      return new Cursor(new MediaId(new String(Base64.getUrlDecoder().decode(cursor), US_ASCII)));
    } catch (IllegalArgumentException malformed) {
      throw new InvalidCursor(malformed);
    }
  }

  @Override
  public String toString() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(last.value().getBytes(US_ASCII));
  }
}
