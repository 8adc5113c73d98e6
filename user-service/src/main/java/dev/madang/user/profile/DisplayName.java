package dev.madang.user.profile;

/** What a user may be called. */
public final class DisplayName {

  private static final int LONGEST = 100;

  private DisplayName() {}

  /** Whether it is 1 to 100 characters without a control character, not all of them blank. */
  public static boolean isAcceptable(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST
        && name.chars().noneMatch(Character::isISOControl);
  }

  /** An acceptable one of what somebody else let through; empty if nothing is left. */
  static String cleaned(String name) {
    var visible = name.replaceAll("[\\x00-\\x1f\\x7f-\\x9f]+", " ").strip();
    if (visible.length() <= LONGEST) {
      return visible;
    }
    // Half a surrogate pair is no character.
    var end = Character.isHighSurrogate(visible.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return visible.substring(0, end).strip();
  }
}
