package dev.madang.gateway.routing;

/** The syntax of request targets (RFC 3986), checked character by character for each request. */
final class Targets {

  private static final boolean[] IN_PATH = table("-._~!$&'()*+,=:@/");

  /** Also some characters that clients send although they should encode them. */
  private static final boolean[] IN_QUERY = table("-._~!$&'()*+,;=:@/?[]|{}^`\"<>\\");

  private Targets() {}

  /**
   * Without path parameters, and without other spellings of a dot, slash, backslash, semicolon,
   * percent sign or control character, which a service might understand in another way than the
   * gateway.
   */
  static boolean isUnambiguousPath(String path) {
    for (var i = 0; i < path.length(); i++) {
      var c = path.charAt(i);
      if (c == '%') {
        if (!isEncoded(path, i) || isAmbiguous(path, i)) {
          return false;
        }
        i += 2;
      } else if (!is(IN_PATH, c) || c == '/' && startsEmptyOrDotSegment(path, i + 1)) {
        return false;
      }
    }
    return path.startsWith("/");
  }

  /**
   * @param start of the question mark, or the end
   */
  static boolean isQuery(String target, int start) {
    for (var i = start + 1; i < target.length(); i++) {
      var c = target.charAt(i);
      if (c == '%' ? !isEncoded(target, i) : !is(IN_QUERY, c)) {
        return false;
      }
    }
    return true;
  }

  /** An empty last segment is a path that ends with a slash. */
  private static boolean startsEmptyOrDotSegment(String path, int start) {
    var end = path.indexOf('/', start);
    var length = (end < 0 ? path.length() : end) - start;
    return switch (length) {
      case 0 -> end >= 0;
      case 1 -> path.charAt(start) == '.';
      case 2 -> path.charAt(start) == '.' && path.charAt(start + 1) == '.';
      default -> false;
    };
  }

  private static boolean isEncoded(String text, int percent) {
    return percent + 2 < text.length()
        && text.charAt(percent) == '%'
        && Character.digit(text.charAt(percent + 1), 16) >= 0
        && Character.digit(text.charAt(percent + 2), 16) >= 0
        && text.charAt(percent + 1) < 128
        && text.charAt(percent + 2) < 128;
  }

  private static boolean isAmbiguous(String path, int percent) {
    var decoded = decode(path, percent);
    if (decoded < 0x20 || decoded == 0x7f || "./\\;%".indexOf(decoded) >= 0) {
      return true;
    }
    var second = isEncoded(path, percent + 3) ? decode(path, percent + 3) : 0;
    var third = isEncoded(path, percent + 6) ? decode(path, percent + 6) : 0;
    // The control characters after ASCII, and the separators of lines and paragraphs, as UTF-8.
    return decoded == 0xc2 && second >= 0x80 && second <= 0x9f
        || decoded == 0xe2 && second == 0x80 && (third == 0xa8 || third == 0xa9);
  }

  private static int decode(String text, int percent) {
    return Character.digit(text.charAt(percent + 1), 16) * 16
        + Character.digit(text.charAt(percent + 2), 16);
  }

  private static boolean is(boolean[] table, char c) {
    return c < table.length && table[c];
  }

  private static boolean[] table(String marks) {
    var table = new boolean[128];
    for (var c = 0; c < table.length; c++) {
      table[c] = Character.isLetterOrDigit(c) || marks.indexOf(c) >= 0;
    }
    return table;
  }
}
