package dev.madang.media.rendition.decoder;

import static java.util.Locale.ROOT;

/** The error messages of libvips. */
final class VipsFailure extends RuntimeException {

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

  /** A HEIF file may need a codec that this libvips does not have. */
  boolean ofCodec() {
    return text.contains("Unsupported codec") || text.contains("has not been built in");
  }

  /** There is no error code, and each library below libvips has its own messages. */
  boolean ofMemory() {
    return text.toLowerCase(ROOT).contains("memory");
  }
}
