package dev.madang.user.file;

import static java.nio.charset.StandardCharsets.UTF_8;

/** {@code Content-Disposition: attachment} with any file name (RFC 6266, RFC 8187). */
final class AttachmentHeader {

  private static final String PLAIN = "!#$&+-.^_`|~";

  private AttachmentHeader() {}

  /** The name in UTF-8, and in ASCII for clients that do not support UTF-8. */
  static String of(String fileName) {
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(ascii(fileName), encoded(fileName));
  }

  private static String ascii(String fileName) {
    var ascii = new StringBuilder();
    fileName
        .codePoints()
        .map(it -> it < 0x20 || it > 0x7E || it == '"' || it == '\\' || it == '%' ? '_' : it)
        .forEach(ascii::appendCodePoint);
    return ascii.toString();
  }

  private static String encoded(String fileName) {
    var encoded = new StringBuilder();
    for (byte each : fileName.getBytes(UTF_8)) {
      char character = (char) (each & 0xFF);
      if (character < 0x80 && (isAlphanumeric(character) || PLAIN.indexOf(character) >= 0)) {
        encoded.append(character);
      } else {
        encoded.append("%%%02X".formatted((int) character));
      }
    }
    return encoded.toString();
  }

  private static boolean isAlphanumeric(char character) {
    return character >= '0' && character <= '9'
        || character >= 'A' && character <= 'Z'
        || character >= 'a' && character <= 'z';
  }
}
