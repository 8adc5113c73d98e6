package dev.madang.media.rendition.decoder;

import static java.util.Locale.ROOT;

/** libvips could not do what was asked, and says why. */
final class VipsFailure extends RuntimeException {

  private final String text;

  VipsFailure(String text) {
    super(text);
    this.text = text;
  }

  String firstLine() {
    return text.lines()
        .filter(line -> !line.startsWith("source: bad seek")) // libheif looks for the end so
        .findFirst()
        .orElse("no message");
  }

  /** A HEIF file may hold what this libvips has no decoder for. */
  boolean ofCodec() {
    return text.contains("Unsupported codec") || text.contains("has not been built in");
  }

  /** Every library below libvips has its own words for it; there is no code. */
  boolean ofMemory() {
    return text.toLowerCase(ROOT).contains("memory");
  }
}
