package dev.madang.media.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Builds EXIF as phones write it: camera, orientation, and optionally a thumbnail. */
final class Exif {

  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int ENTRY = 12;

  private Exif() {}

  static byte[] of(int orientation) {
    return of(orientation, ByteOrder.BIG_ENDIAN, new byte[0]);
  }

  /** A TIFF structure. */
  static byte[] of(int orientation, ByteOrder order, byte[] thumbnail) {
    int entries = 3;
    int second = 8 + 2 + entries * ENTRY + 4;
    int end = second + (thumbnail.length > 0 ? 2 + 3 * ENTRY + 4 : 0);
    var tiff = ByteBuffer.allocate(end + thumbnail.length).order(order);
    tiff.put(Bytes.text(order == ByteOrder.BIG_ENDIAN ? "MM" : "II")).putShort((short) 42);
    tiff.putInt(8).putShort((short) entries);
    entry(tiff, 0x010F, ASCII, 4);
    tiff.put(Bytes.text("Cam\0"));
    entry(tiff, 0x0112, SHORT, 1);
    tiff.putShort((short) orientation).putShort((short) 0);
    entry(tiff, 0x0128, SHORT, 1);
    tiff.putShort((short) 2).putShort((short) 0);
    tiff.putInt(thumbnail.length > 0 ? second : 0);
    if (thumbnail.length > 0) {
      tiff.putShort((short) 3);
      entry(tiff, 0x0103, SHORT, 1);
      tiff.putShort((short) 6).putShort((short) 0);
      entry(tiff, 0x0201, LONG, 1);
      tiff.putInt(end);
      entry(tiff, 0x0202, LONG, 1);
      tiff.putInt(thumbnail.length).putInt(0).put(thumbnail);
    }
    return tiff.array();
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int count) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count);
  }
}
