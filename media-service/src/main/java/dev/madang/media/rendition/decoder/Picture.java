package dev.madang.media.rendition.decoder;

import java.lang.foreign.MemorySegment;

/** One image of libvips. Close it: the memory is not Java's. */
final class Picture implements AutoCloseable {

  private final Libvips vips;
  private final MemorySegment image;

  Picture(Libvips vips, MemorySegment image) {
    this.vips = vips;
    this.image = image;
  }

  int width() {
    return vips.width(image);
  }

  int height() {
    return vips.height(image);
  }

  int longEdge() {
    return Math.max(width(), height());
  }

  long pixels() {
    return (long) width() * height();
  }

  /** Whether its colours are other than sRGB by a profile of its own. */
  boolean hasProfile() {
    return vips.hasProfile(image);
  }

  /**
   * A picture turned upright, its long edge shrunk to the given length, never enlarged.
   *
   * @param toSrgb takes the colours from the picture's own profile to sRGB: six times the work for
   *     a picture without one
   */
  Picture shrunkTo(int longEdge, boolean toSrgb) {
    var planned = vips.thumbnail(image, longEdge, toSrgb);
    try {
      return new Picture(vips, vips.decoded(planned));
    } finally {
      vips.release(planned);
    }
  }

  byte[] encoded(String format) {
    return vips.encoded(image, format);
  }

  @Override
  public void close() {
    vips.release(image);
  }
}
