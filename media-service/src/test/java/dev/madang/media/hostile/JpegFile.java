package dev.madang.media.hostile;

/** Builds a JPEG from segments. */
final class JpegFile {

  private static final int START_OF_FRAME = 0xC0;

  private final Bytes bytes = new Bytes().u16(0xFFD8);

  JpegFile segment(int marker, byte[] content) {
    bytes.u8(0xFF).u8(marker).u16(content.length + 2).put(content);
    return this;
  }

  /** The sample image with these segments at its start. */
  byte[] small() {
    return with(SampleImage.JPEG.bytes());
  }

  /** Another JPEG with these segments at its start. */
  byte[] with(byte[] jpeg) {
    return bytes.put(Bytes.slice(jpeg, 2, jpeg.length)).toArray();
  }

  /** The sample image with another size in its header. */
  static byte[] declaring(int width, int height) {
    var jpeg = SampleImage.JPEG.bytes();
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != START_OF_FRAME) {
      at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
    }
    var size = new Bytes().u16(height).u16(width).toArray();
    System.arraycopy(size, 0, jpeg, at + 5, size.length);
    return jpeg;
  }

  /** A progressive JPEG that repeats the same coefficients in each scan. */
  static byte[] scans(int width, int height, int count) {
    var file = new JpegFile();
    var ones = new byte[65];
    java.util.Arrays.fill(ones, 1, ones.length, (byte) 1);
    file.segment(0xDB, ones);
    file.segment(0xC2, new Bytes().u8(8).u16(height).u16(width).u8(1).put(GREY).toArray());
    file.segment(0xC4, table(0x00, 0x00));
    file.segment(0xC4, table(0x10, 0xE0));
    int blocks = ((width + 7) / 8) * ((height + 7) / 8);
    file.scan(0, 0, new byte[blocks / 8 + 1]);
    // One code ends 16384 blocks: a zero, and fourteen zero bits.
    var nothing = new byte[blocks * 15 / 16_384 / 8 + 3];
    for (int scan = 0; scan < count; scan++) {
      file.scan(1, 63, nothing);
    }
    return file.bytes.u16(0xFFD9).toArray();
  }

  private static final byte[] GREY = {1, 0x11, 0};

  private void scan(int first, int last, byte[] data) {
    segment(0xDA, new Bytes().u8(1).u8(1).u8(0).u8(first).u8(last).u8(0).toArray());
    bytes.put(data);
  }

  /** A Huffman table with one code of one bit. */
  private static byte[] table(int which, int symbol) {
    return new Bytes().u8(which).u8(1).put(new byte[15]).u8(symbol).toArray();
  }
}
