package dev.madang.media.rendition.decoder;

/** The color of most pixels; similar colors count as one. */
final class DominantColor {

  private static final int BITS = 4;
  private static final int BINS = 1 << 3 * BITS;
  private static final int HALF = 128;

  private DominantColor() {}

  /**
   * The average of the largest bin, such as {@code #7a8b9c}; white for a transparent image.
   *
   * @param rgba not premultiplied
   */
  static String of(byte[] rgba) {
    var counts = new int[BINS];
    var sums = new int[BINS][];
    int largest = -1;
    for (int at = 0; at < rgba.length; at += 4) {
      if ((rgba[at + 3] & 0xff) < HALF) {
        continue;
      }
      int bin = bin(rgba[at]) << 2 * BITS | bin(rgba[at + 1]) << BITS | bin(rgba[at + 2]);
      if (sums[bin] == null) {
        sums[bin] = new int[3];
      }
      for (int band = 0; band < 3; band++) {
        sums[bin][band] += rgba[at + band] & 0xff;
      }
      if (++counts[bin] > (largest < 0 ? 0 : counts[largest])) {
        largest = bin;
      }
    }
    return largest < 0 ? "#ffffff" : hex(sums[largest], counts[largest]);
  }

  private static int bin(byte value) {
    return (value & 0xff) >> 8 - BITS;
  }

  private static String hex(int[] sums, int count) {
    return "#%02x%02x%02x"
        .formatted(rounded(sums[0], count), rounded(sums[1], count), rounded(sums[2], count));
  }

  private static int rounded(int sum, int count) {
    return (2 * sum + count) / (2 * count);
  }
}
