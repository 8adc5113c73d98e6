package dev.madang.media.rendition.decoder;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * An uploaded WebP. See <a href="https://developers.google.com/speed/webp/docs/riff_container">the
 * container</a>.
 */
final class WebpFile {

  private static final ValueLayout.OfInt LENGTH =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;
  private static final String FRAME = "ANMF";
  private static final String LOSSLESS = "VP8L";

  private WebpFile() {}

  /** Drops all frames but the first. The bytes are changed in place. */
  static MemorySegment firstFrameOf(MemorySegment webp) {
    boolean hasFrame = false;
    boolean hasMore = false;
    long to = RIFF_HEADER;
    long next;
    for (long at = RIFF_HEADER; at + CHUNK_HEADER <= webp.byteSize(); at = next) {
      next = end(webp, at);
      if (next > webp.byteSize()) {
        break;
      }
      boolean isFrame = name(webp, at).equals(FRAME);
      if (isFrame && hasFrame) {
        hasMore = true;
        continue;
      }
      hasFrame |= isFrame;
      if (hasMore) {
        MemorySegment.copy(webp, at, webp, to, next - at);
      }
      to += next - at;
    }
    if (!hasFrame) {
      return webp;
    }
    webp.set(LENGTH, 4, (int) to - CHUNK_HEADER);
    return webp.asSlice(0, to);
  }

  /** Whether its pixels, or those of its first frame, are compressed without loss. */
  static boolean isLossless(MemorySegment webp) {
    for (long at = RIFF_HEADER; at + CHUNK_HEADER <= webp.byteSize(); at = end(webp, at)) {
      if (name(webp, at).equals(LOSSLESS)) {
        return true;
      }
      if (name(webp, at).equals(FRAME)) {
        long inner = at + CHUNK_HEADER + FRAME_HEADER;
        return inner + 4 <= webp.byteSize() && name(webp, inner).equals(LOSSLESS);
      }
    }
    return false;
  }

  /** A chunk of odd size is padded. */
  private static long end(MemorySegment webp, long at) {
    long size = Integer.toUnsignedLong(webp.get(LENGTH, at + 4));
    return at + CHUNK_HEADER + size + (size & 1);
  }

  private static String name(MemorySegment webp, long at) {
    return new String(webp.asSlice(at, 4).toArray(JAVA_BYTE), ISO_8859_1);
  }
}
