package dev.madang.media.hostile;

/** Bits, the lowest first, as GIF and lossless WebP pack them. */
final class LittleBits {

  private final Bytes bytes = new Bytes();
  private long waiting;
  private int count;

  LittleBits put(int value, int width) {
    waiting |= (long) value << count;
    count += width;
    while (count >= 8) {
      bytes.u8((int) waiting);
      waiting >>>= 8;
      count -= 8;
    }
    return this;
  }

  byte[] toArray() {
    return count == 0
        ? bytes.toArray()
        : Bytes.joined(bytes.toArray(), new byte[] {(byte) waiting});
  }
}
