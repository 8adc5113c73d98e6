package dev.madang.media.rendition.decoder;

import java.lang.foreign.MemorySegment;

/** One image of libvips. Close it: the memory is not Java's. */
final class VipsImage implements AutoCloseable {

  private final Libvips vips;
  private final MemorySegment image;

  VipsImage(Libvips vips, MemorySegment image) {
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

  int shortEdge() {
    return Math.min(width(), height());
  }

  /** As it is stored, before it is turned upright. */
  boolean liesOnItsSide() {
    return vips.liesOnItsSide(image);
  }

  /** More than one when it is animated. */
  int frames() {
    return vips.frames(image);
  }

  long pixels() {
    return (long) width() * height();
  }

  /** Whether its colours are other than sRGB by a profile of its own. */
  boolean hasProfile() {
    return vips.hasProfile(image);
  }

  /**
   * A picture turned upright, in sRGB, its long edge shrunk to the given length, never enlarged.
   *
   * @param byProfile takes the colours from the picture's own profile to sRGB: six times the work
   *     for a picture without one
   */
  VipsImage shrunkTo(int longEdge, boolean byProfile) {
    return decoded(vips.thumbnail(image, longEdge, byProfile));
  }

  /** The middle of it, as a square that is not larger than the picture. */
  VipsImage squareOf(int edge) {
    return decoded(vips.square(image, Math.min(edge, shortEdge())));
  }

  private VipsImage decoded(MemorySegment planned) {
    try {
      var inSrgb = vips.inSrgb(planned);
      try {
        return new VipsImage(vips, vips.decoded(inSrgb));
      } finally {
        vips.release(inSrgb);
      }
    } finally {
      vips.release(planned);
    }
  }

  /** Red, green, blue and alpha of each pixel, row by row. */
  byte[] rgba() {
    var pixels = vips.pixels(image);
    return vips.bands(image) == 4 ? pixels : opaque(pixels);
  }

  private static byte[] opaque(byte[] rgb) {
    var rgba = new byte[rgb.length / 3 * 4];
    for (int from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
      System.arraycopy(rgb, from, rgba, to, 3);
      rgba[to + 3] = (byte) 0xff;
    }
    return rgba;
  }

  byte[] encoded(String format) {
    return vips.encoded(image, format);
  }

  @Override
  public void close() {
    vips.release(image);
  }
}
