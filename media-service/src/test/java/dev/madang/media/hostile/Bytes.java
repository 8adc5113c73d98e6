package dev.madang.media.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Builds a byte array. */
final class Bytes {

  private final ByteArrayOutputStream all = new ByteArrayOutputStream();

  static byte[] joined(byte[]... parts) {
    var bytes = new Bytes();
    for (var part : parts) {
      bytes.put(part);
    }
    return bytes.toArray();
  }

  static byte[] text(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** The index of the text, or -1. */
  static int find(byte[] bytes, String text) {
    return new String(bytes, ISO_8859_1).indexOf(text);
  }

  static byte[] inserted(byte[] bytes, int at, byte[] more) {
    return joined(slice(bytes, 0, at), more, slice(bytes, at, bytes.length));
  }

  static byte[] slice(byte[] bytes, int from, int to) {
    return java.util.Arrays.copyOfRange(bytes, from, to);
  }

  /** This many zeros in zlib format: about a thousandth of the size. */
  static byte[] deflatedZeros(long count) {
    var packed = new ByteArrayOutputStream();
    var deflater = new Deflater(Deflater.BEST_SPEED);
    try (var out = new DeflaterOutputStream(packed, deflater, 1 << 16)) {
      var block = new byte[1 << 16];
      for (long left = count; left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(left, block.length));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }

  Bytes put(byte... bytes) {
    all.writeBytes(bytes);
    return this;
  }

  Bytes put(String text) {
    return put(text(text));
  }

  Bytes u8(int value) {
    all.write(value);
    return this;
  }

  Bytes u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  Bytes u32(long value) {
    return u16((int) (value >>> 16)).u16((int) value);
  }

  Bytes u16le(int value) {
    return u8(value).u8(value >>> 8);
  }

  Bytes u24le(int value) {
    return u16le(value).u8(value >>> 16);
  }

  Bytes u32le(long value) {
    return u16le((int) value).u16le((int) (value >>> 16));
  }

  byte[] toArray() {
    return all.toByteArray();
  }
}
