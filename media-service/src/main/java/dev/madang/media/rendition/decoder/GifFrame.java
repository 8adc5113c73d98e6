package dev.madang.media.rendition.decoder;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The first frame of a GIF: its place on the canvas, and where it ends in the file. See <a
 * href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF89a</a>.
 */
record GifFrame(int left, int top, int width, int height, long end) {

  private static final int HEADER = 13;
  private static final int IMAGE = 0x2C;
  private static final int EXTENSION = 0x21;
  private static final byte TRAILER = 0x3B;

  /** Empty if the file has no complete frame. */
  static Optional<GifFrame> firstOf(MemorySegment gif) {
    try {
      long at = HEADER + colors(u8(gif, 10));
      while (u8(gif, at) == EXTENSION) {
        at = endOfBlocks(gif, at + 2);
      }
      if (u8(gif, at) != IMAGE) {
        return Optional.empty();
      }
      long data = at + 10 + colors(u8(gif, at + 9)) + 1;
      return Optional.of(
          new GifFrame(
              u16(gif, at + 1),
              u16(gif, at + 3),
              u16(gif, at + 5),
              u16(gif, at + 7),
              endOfBlocks(gif, data)));
    } catch (IndexOutOfBoundsException truncated) {
      return Optional.empty();
    }
  }

  /** Ends the file behind this frame. The bytes are changed in place. */
  MemorySegment only(MemorySegment gif) {
    if (end == gif.byteSize()) {
      return gif;
    }
    gif.set(JAVA_BYTE, end, TRAILER);
    return gif.asSlice(0, end + 1);
  }

  private static long colors(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3L << (flags & 7) + 1;
  }

  private static long endOfBlocks(MemorySegment gif, long start) {
    long at = start;
    for (int length = u8(gif, at); length > 0; length = u8(gif, at)) {
      at += 1 + length;
    }
    return at + 1;
  }

  private static int u16(MemorySegment gif, long at) {
    return u8(gif, at) | u8(gif, at + 1) << 8;
  }

  private static int u8(MemorySegment gif, long at) {
    return gif.get(JAVA_BYTE, at) & 0xFF;
  }
}
