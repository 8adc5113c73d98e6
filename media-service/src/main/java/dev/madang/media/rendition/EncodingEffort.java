package dev.madang.media.rendition;

/** How hard the encoder tries to make a rendition small. */
public enum EncodingEffort {
  /** What pays when a rendition is looked at ten times or more. */
  FULL(4),
  /** Half the time for 3 % more bytes: when many originals wait. */
  FAST(2);

  private final int ofWebp;

  EncodingEffort(int ofWebp) {
    this.ofWebp = ofWebp;
  }

  /** From 0 to 6, as libwebp counts. */
  public int ofWebp() {
    return ofWebp;
  }
}
