package dev.madang.media.rendition.decoder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.madang.media.rendition.ImageType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** An uploaded HEIC or AVIF. */
final class HeifFile {

  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final int MAJOR_BRAND = 8;
  private static final int BOX_HEADER = 8;

  private HeifFile() {}

  /**
   * Sets the major brand to the one of a still image: libvips does not open a file with another
   * one, such as {@code avis} of an animation, although it has a still image.
   */
  static void declareStillImage(MemorySegment file, ImageType type) {
    var brand = type == ImageType.AVIF ? "avif" : "heic";
    MemorySegment.copy(
        MemorySegment.ofArray(brand.getBytes(ISO_8859_1)), 0, file, MAJOR_BRAND, brand.length());
  }

  /** Whether it has tracks, as a video, and no still image. */
  static boolean hasTracksOnly(MemorySegment file) {
    return has(file, "moov") && !has(file, "meta");
  }

  private static boolean has(MemorySegment file, String box) {
    long at = 0;
    while (at + BOX_HEADER <= file.byteSize()) {
      if (new String(file.asSlice(at + 4, 4).toArray(ValueLayout.JAVA_BYTE), ISO_8859_1)
          .equals(box)) {
        return true;
      }
      long size = Integer.toUnsignedLong(file.get(U32, at));
      if (size == 1 && at + 16 <= file.byteSize()) {
        size = file.get(U64, at + BOX_HEADER);
      }
      if (size < BOX_HEADER || size > file.byteSize() - at) {
        return false;
      }
      at += size;
    }
    return false;
  }
}
