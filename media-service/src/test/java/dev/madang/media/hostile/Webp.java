package dev.madang.media.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Builds a WebP from chunks. */
final class Webp {

  private static final int ANIMATION = 0x02;
  static final int XMP = 0x04;
  static final int EXIF = 0x08;
  static final int PROFILE = 0x20;

  private final Bytes chunks = new Bytes().put("WEBP");

  static Webp plain() {
    return new Webp();
  }

  /** With the extended header: its flags and the size of the canvas. */
  static Webp extended(int flags, int width, int height) {
    var header = new Bytes().u8(flags).u24le(0).u24le(width - 1).u24le(height - 1);
    return new Webp().chunk("VP8X", header.toArray());
  }

  static Webp animated(int width, int height) {
    var loops = new Bytes().u32le(0xFFFFFFFFL).u16le(0).toArray();
    return extended(ANIMATION, width, height).chunk("ANIM", loops);
  }

  Webp frame(int width, int height) {
    return chunk("ANMF", Bytes.joined(frameHeader(0, 0, width, height), lossless(width, height)));
  }

  /** A frame of the picture, at an even place. */
  Webp frame(byte[] picture, int left, int top) {
    var header = frameHeader(left, top, Picture.WIDTH, Picture.HEIGHT);
    return chunk("ANMF", Bytes.joined(header, imageOf(picture)));
  }

  /** The pixels of a file without metadata. */
  Webp pixels(byte[] webp) {
    chunks.put(imageOf(webp));
    return this;
  }

  Webp chunk(String type, byte[] content) {
    chunks.put(bytesOf(type, content));
    return this;
  }

  /** An image of one color: pixels need no bits, so a few bytes can be of any size. */
  Webp colour(int width, int height) {
    chunks.put(lossless(width, height));
    return this;
  }

  /** The pixels of the sample image. */
  Webp small() {
    return pixels(SampleImage.WEBP.bytes());
  }

  private static byte[] imageOf(byte[] webp) {
    int at = Bytes.find(webp, "VP8 ");
    int size = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).getInt(at + 4);
    return Bytes.slice(webp, at, at + 8 + size + size % 2);
  }

  byte[] end() {
    return bytesOf("RIFF", chunks.toArray());
  }

  private static byte[] frameHeader(int left, int top, int width, int height) {
    return new Bytes()
        .u24le(left / 2)
        .u24le(top / 2)
        .u24le(width - 1)
        .u24le(height - 1)
        .u24le(100)
        .u8(0)
        .toArray();
  }

  private static byte[] lossless(int width, int height) {
    var bits = new LsbFirstBits().put(0x2F, 8).put(width - 1, 14).put(height - 1, 14).put(0, 4);
    bits.put(0, 1).put(0, 1).put(0, 1); // no transform, no colour cache, one group of codes
    for (int code = 0; code < 5; code++) {
      bits.put(1, 1).put(0, 1).put(0, 1).put(0, 1); // a code of one symbol
    }
    return bytesOf("VP8L", bits.toArray());
  }

  private static byte[] bytesOf(String type, byte[] content) {
    var chunk = new Bytes().put(type).u32le(content.length).put(content);
    return (content.length % 2 == 0 ? chunk : chunk.u8(0)).toArray();
  }
}
