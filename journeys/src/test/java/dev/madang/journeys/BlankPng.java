package dev.madang.journeys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** A valid black PNG of any dimensions: a small file that needs much memory to decode. */
final class BlankPng {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte[] ONE_BIT_GREY = {1, 0, 0, 0, 0};

  private BlankPng() {}

  static byte[] of(int width, int height) {
    var png = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(png)) {
      out.write(SIGNATURE);
      chunk(
          out,
          "IHDR",
          ByteBuffer.allocate(13).putInt(width).putInt(height).put(ONE_BIT_GREY).array());
      chunk(out, "IDAT", rows(width, height));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }

  private static byte[] rows(int width, int height) throws IOException {
    var packed = new ByteArrayOutputStream();
    var row = new byte[1 + (width + 7) / 8];
    try (var out = new DeflaterOutputStream(packed)) {
      for (int y = 0; y < height; y++) {
        out.write(row);
      }
    }
    return packed.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    var checksum = new CRC32();
    checksum.update(type.getBytes(US_ASCII));
    checksum.update(content);
    out.writeInt(content.length);
    out.write(type.getBytes(US_ASCII));
    out.write(content);
    out.writeInt((int) checksum.getValue());
  }
}
