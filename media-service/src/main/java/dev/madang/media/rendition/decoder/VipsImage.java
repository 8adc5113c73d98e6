package dev.madang.media.rendition.decoder;

import java.lang.foreign.MemorySegment;

/** An image of libvips. Close it, to free its native memory. */
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

  /** As stored, before rotation. */
  boolean isRotatedSideways() {
    return vips.isRotatedSideways(image);
  }

  /** Whether a JPEG has as many samples of color as of brightness. */
  boolean hasFullChroma() {
    return vips.text(image, "jpeg-chroma-subsample").startsWith("4:4:4");
  }

  /**
   * Whether each part of the file has a bit of all pixels, so that all are in memory at once: an
   * interlaced PNG, a progressive JPEG, or one with a scan for each color.
   */
  boolean isInterlaced() {
    // The second is the name before libvips 8.15.
    return vips.isSet(image, "interlaced") || vips.isSet(image, "jpeg-multiscan");
  }

  long pixels() {
    return (long) width() * height();
  }

  /** Whether it has a color profile other than sRGB. */
  boolean hasProfile() {
    return vips.hasProfile(image);
  }

  /**
   * An upright image in sRGB, its long edge shrunk to the given length, never enlarged.
   *
   * @param byProfile converts the colors from the image's profile: six times the work for an image
   *     without one
   */
  VipsImage shrunkTo(int longEdge, boolean byProfile) {
    return decoded(vips.thumbnail(image, longEdge, byProfile));
  }

  /** The same size, transparent around the given frame. */
  VipsImage transparentAround(GifFrame frame) {
    return new VipsImage(vips, vips.transparentAround(image, frame));
  }

  boolean hasAlpha() {
    return vips.hasAlpha(image);
  }

  /** The center, as a square that is not larger than the image. */
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
