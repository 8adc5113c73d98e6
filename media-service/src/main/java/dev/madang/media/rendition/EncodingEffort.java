package dev.madang.media.rendition;

/** How hard the encoder tries to make a rendition small. */
public enum EncodingEffort {
  /** Pays off when a rendition is viewed ten times or more. */
  FULL(4),
  /** Half the time for 3 % more bytes, for a long queue. */
  FAST(2);

  private final int ofWebp;

  EncodingEffort(int ofWebp) {
    this.ofWebp = ofWebp;
  }

  /** From 0 to 6, as libwebp defines it. */
  public int ofWebp() {
    return ofWebp;
  }
}
