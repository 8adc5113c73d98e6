package dev.madang.media.share.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The EXIF orientation of an image, the only EXIF tag that stays. */
final class Orientation {

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int UPRIGHT = 1;
  private static final int MAX_ENTRIES = 1000;

  private Orientation() {}

  /** Upright if the tag is missing or invalid. */
  static int in(ByteBuffer tiff) {
    if (tiff.limit() < 14) {
      return UPRIGHT;
    }
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long first = Integer.toUnsignedLong(tiff.getInt(4));
    if (tiff.getShort(2) != 42 || first > tiff.limit() - 2) {
      return UPRIGHT;
    }
    int entries = Math.min(Short.toUnsignedInt(tiff.getShort((int) first)), MAX_ENTRIES);
    for (int i = 0; i < entries; i++) {
      int entry = (int) first + 2 + 12 * i;
      if (entry > tiff.limit() - 12) {
        return UPRIGHT;
      }
      if (Short.toUnsignedInt(tiff.getShort(entry)) == TAG && tiff.getShort(entry + 2) == SHORT) {
        int value = tiff.getShort(entry + 8);
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  static boolean isUpright(int orientation) {
    return orientation == UPRIGHT;
  }

  /** EXIF with this tag only. */
  static byte[] tiff(int orientation) {
    return ByteBuffer.allocate(26)
        .put(new byte[] {'M', 'M', 0, 42})
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) TAG)
        .putShort((short) SHORT)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }
}
