package dev.madang.defaults.web;

import java.util.regex.Pattern;

/** The rules for text that a client sends. */
public final class Text {

  /** Control characters, line separators and bidirectional overrides. */
  private static final String INVISIBLE =
      "\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069";

  /** White space and characters without width. */
  private static final String BLANK =
      " \\u00a0\\u1680\\u2000-\\u200f\\u202f\\u205f\\u2060-\\u2064\\u3000\\ufeff";

  /**
   * A visible name as a regular expression, for a spec's {@code pattern}: no character of {@link
   * #INVISIBLE}, and one that is not {@link #BLANK} either.
   */
  public static final String VISIBLE_NAME =
      "^[^" + INVISIBLE + "]*[^" + INVISIBLE + BLANK + "][^" + INVISIBLE + "]*$";

  private static final Pattern NAME = Pattern.compile(VISIBLE_NAME, Pattern.DOTALL);

  private Text() {}

  /**
   * @throws IllegalArgumentException if it has an unpaired surrogate, which UTF-8 cannot represent
   */
  public static String requireUnicode(String text) {
    if (text.codePoints()
        .anyMatch(it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE)) {
      throw new IllegalArgumentException("must be Unicode text without unpaired surrogates");
    }
    return text;
  }

  /**
   * @param maxLength in code points, as in JSON Schema
   */
  public static boolean isVisibleName(String text, int maxLength) {
    return text.codePointCount(0, text.length()) <= maxLength && NAME.matcher(text).matches();
  }

  /**
   * @throws IllegalArgumentException unless it is a visible name of at most that many characters
   */
  public static String requireVisibleName(String text, int maxLength) {
    if (!isVisibleName(text, maxLength)) {
      throw new IllegalArgumentException("must be 1 to " + maxLength + " visible characters");
    }
    return text;
  }
}
