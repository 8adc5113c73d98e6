package dev.madang.media.catalog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.function.Function;

/** Hides the place in a list where a reader stopped, so that clients hand it back unread. */
public final class Cursors {

  private Cursors() {}

  /**
   * @param place refuses what is no place of its list with {@link IllegalArgumentException}
   * @throws InvalidCursor when it does, or the cursor is none
   */
  public static <T> T parse(String cursor, Function<String, T> place) {
    try {
      return place.apply(new String(Base64.getUrlDecoder().decode(cursor), US_ASCII));
    } catch (IllegalArgumentException malformed) {
      throw new InvalidCursor(malformed);
    }
  }

  public static String of(String place) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(US_ASCII));
  }
}
