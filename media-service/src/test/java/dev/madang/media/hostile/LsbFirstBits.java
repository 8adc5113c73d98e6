package dev.madang.media.hostile;

/** Packs bits, the least significant first, as GIF and lossless WebP do. */
final class LsbFirstBits {

  private final Bytes bytes = new Bytes();
  private long pending;
  private int count;

  LsbFirstBits put(int value, int width) {
    pending |= (long) value << count;
    count += width;
    while (count >= 8) {
      bytes.u8((int) pending);
      pending >>>= 8;
      count -= 8;
    }
    return this;
  }

  byte[] toArray() {
    return count == 0
        ? bytes.toArray()
        : Bytes.joined(bytes.toArray(), new byte[] {(byte) pending});
  }
}
