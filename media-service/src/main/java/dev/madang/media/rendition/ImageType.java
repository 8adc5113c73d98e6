package dev.madang.media.rendition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.stream.Stream;

/** The types of picture we accept, told by their first bytes and never by a name. */
public enum ImageType {
  JPEG("image/jpeg", "\u00ff\u00d8\u00ff"),
  PNG("image/png", "\u0089PNG\r\n\u001a\n"),
  WEBP("image/webp", "RIFF....WEBP"),
  GIF("image/gif", "GIF8");

  private static final char ANY = '.';

  private final String contentType;
  private final String magic;

  ImageType(String contentType, String magic) {
    this.contentType = contentType;
    this.magic = magic;
  }

  public String contentType() {
    return contentType;
  }

  public static Optional<ImageType> of(byte[] original) {
    return Stream.of(values()).filter(type -> type.starts(original)).findFirst();
  }

  public static Optional<ImageType> named(String contentType) {
    return Stream.of(values()).filter(type -> type.contentType.equals(contentType)).findFirst();
  }

  private boolean starts(byte[] original) {
    if (original.length < magic.length()) {
      return false;
    }
    var start = new String(original, 0, magic.length(), ISO_8859_1);
    for (int i = 0; i < magic.length(); i++) {
      if (magic.charAt(i) != ANY && magic.charAt(i) != start.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
