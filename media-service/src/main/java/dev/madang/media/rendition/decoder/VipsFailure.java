package dev.madang.media.rendition.decoder;

import static java.util.Locale.ROOT;

import java.util.List;

/** The error messages of libvips. */
final class VipsFailure extends RuntimeException {

  /**
   * The last three are of libheif before 1.18, which refuses an item that refers to two images.
   * Newer versions accept it.
   */
  private static final List<String> UNSUPPORTED =
      List.of(
          "Unsupported codec",
          "has not been built in",
          "Metadata not correctly assigned to image",
          "Too many auxiliary image references",
          "Too many thumbnail references");

  private final String text;

  VipsFailure(String text) {
    super(text);
    this.text = text;
  }

  String firstLine() {
    return text.lines()
        .filter(line -> !line.startsWith("source: bad seek")) // libheif seeks past the end
        .findFirst()
        .orElse("no message");
  }

  /** A HEIF file may need a codec, or a newer libheif, that this libvips does not have. */
  boolean ofLibrary() {
    return UNSUPPORTED.stream().anyMatch(text::contains);
  }

  /** There is no error code, and each library below libvips has its own messages. */
  boolean ofMemory() {
    return text.toLowerCase(ROOT).contains("memory");
  }
}
