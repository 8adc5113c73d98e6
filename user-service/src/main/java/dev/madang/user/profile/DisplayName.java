package dev.madang.user.profile;

import dev.madang.defaults.web.Text;

/** The rule for display names. */
final class DisplayName {

  private static final int MAX_LENGTH = 100;

  private DisplayName() {}

  /**
   * @throws IllegalArgumentException unless it is 1 to 100 visible characters
   */
  static String require(String name) {
    return Text.requireVisibleName(name, MAX_LENGTH);
  }

  /** The displayable part of a name from Cognito; may be empty. */
  static String cleaned(String name) {
    var visible = name.replaceAll("[\\x00-\\x1f\\x7f-\\x9f]+", " ").strip();
    if (visible.length() <= MAX_LENGTH) {
      return visible;
    }
    // Half a surrogate pair is not a character.
    var end =
        Character.isHighSurrogate(visible.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return visible.substring(0, end).strip();
  }
}
