package dev.madang.media.hostile;

import java.util.zip.CRC32;

/** Builds a PNG from chunks with valid checksums. */
final class Png {

  static final int GREY = 0;
  static final int RGB = 2;
  static final int RGBA = 6;

  private final Bytes bytes = new Bytes().u8(0x89).put("PNG\r\n\u001a\n");

  static Png of(int width, int height, int depth, int colour, boolean interlaced) {
    var header = new Bytes().u32(width).u32(height).u8(depth).u8(colour).u8(0).u8(0);
    return new Png().chunk("IHDR", header.u8(interlaced ? 1 : 0).toArray());
  }

  Png chunk(String type, byte[] content) {
    var body = Bytes.joined(Bytes.text(type), content);
    var sum = new CRC32();
    sum.update(body);
    bytes.u32(content.length).put(body).u32(sum.getValue());
    return this;
  }

  /** Black rows of this many bytes. */
  Png black(long rawBytes) {
    return chunk("IDAT", Bytes.deflatedZeros(rawBytes));
  }

  byte[] end() {
    return chunk("IEND", new byte[0]).bytes.toArray();
  }

  /** The sample image with another chunk before its pixels. */
  static byte[] smallWith(String type, byte[] content) {
    return with(SampleImage.PNG.bytes(), type, content);
  }

  /** A PNG with another chunk behind its header. */
  static byte[] with(byte[] png, String type, byte[] content) {
    var chunk = new Png().chunk(type, content).bytes.toArray();
    return Bytes.inserted(png, 33, Bytes.slice(chunk, 8, chunk.length));
  }

  /** Recalculates every checksum, so that damage reaches the decoder. */
  static byte[] withValidChecksums(byte[] png) {
    var fixed = png.clone();
    var view = java.nio.ByteBuffer.wrap(fixed);
    for (int at = 8; at + 12 <= fixed.length; ) {
      long length = Integer.toUnsignedLong(view.getInt(at));
      if (length > fixed.length - at - 12) {
        break;
      }
      var sum = new CRC32();
      sum.update(fixed, at + 4, (int) length + 4);
      view.putInt(at + 8 + (int) length, (int) sum.getValue());
      at += 12 + (int) length;
    }
    return fixed;
  }
}
