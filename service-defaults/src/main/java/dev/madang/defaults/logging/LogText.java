package dev.madang.defaults.logging;

/** Cuts text by its length as JSON in UTF-8. */
public final class LogText {

  private static final int NOTE = 32;

  private LogText() {}

  /**
   * The text, or its first part with its size.
   *
   * @param most bytes in JSON
   */
  public static String cut(String text, int most) {
    int end = prefix(text, 0, most);
    return end == text.length()
        ? text
        : text.substring(0, prefix(text, 0, most - NOTE)) + "… (" + text.length() + " characters)";
  }

  /** The end of the longest part from {@code start} on that fits. */
  static int prefix(String text, int start, int most) {
    int left = most;
    int at = start;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      left -= length(codePoint);
      if (left < 0) {
        return at;
      }
      at += Character.charCount(codePoint);
    }
    return at;
  }

  static int length(String text) {
    return text.codePoints().map(LogText::length).sum();
  }

  private static int length(int codePoint) {
    if (Character.isISOControl(codePoint)) {
      return 6;
    }
    return switch (codePoint) {
      case '"', '\\', '/' -> 2;
      default -> codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    };
  }
}
