package dev.madang.media.hostile;

/** Builds a GIF of two colors. */
final class Gif {

  private static final int LARGEST_CODE = 4095;

  private final Bytes bytes = new Bytes().put("GIF89a");

  static Gif of(int width, int height) {
    var gif = new Gif();
    gif.bytes.u16le(width).u16le(height).u8(0x80).u8(0).u8(0).u8(0).u8(0).u8(0).u8(255).u8(255);
    gif.bytes.u8(255);
    return gif;
  }

  Gif comment(String text) {
    bytes.u8(0x21).u8(0xFE).u8(text.length()).put(text).u8(0);
    return this;
  }

  /** One pixel at the top left, shown for a tenth of a second. */
  Gif pixel() {
    bytes.u8(0x21).u8(0xF9).u8(4).u8(0).u16le(10).u8(0).u8(0);
    return frame(1, 1, 1);
  }

  /**
   * A frame of equal pixels: each code is a run one pixel longer than the one before, so a few
   * kilobytes become millions of pixels.
   */
  Gif frame(int width, int height, long pixels) {
    bytes.u8(0x2C).u16le(0).u16le(0).u16le(width).u16le(height).u8(0).u8(2);
    var packed = runs(pixels);
    for (int at = 0; at < packed.length; at += 255) {
      int length = Math.min(255, packed.length - at);
      bytes.u8(length).put(Bytes.slice(packed, at, at + length));
    }
    bytes.u8(0);
    return this;
  }

  byte[] end() {
    return bytes.u8(0x3B).toArray();
  }

  private static byte[] runs(long pixels) {
    var bits = new LsbFirstBits();
    int width = 3;
    int next = 6;
    bits.put(4, width).put(0, width);
    long run = 1;
    for (long left = pixels - 1; left > 0; left -= run) {
      if (next <= LARGEST_CODE) {
        run = Math.min(run + 1, left);
        // The last, shorter run has an earlier code.
        bits.put(run == 1 ? 0 : 4 + (int) run, width);
        next++;
        if (next == 1 << width && width < 12) {
          width++;
        }
      } else {
        run = Math.min(run, left);
        bits.put(run == 1 ? 0 : 4 + (int) run, width);
      }
    }
    return bits.put(5, width).toArray();
  }
}
