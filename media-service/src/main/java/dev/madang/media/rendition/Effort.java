package dev.madang.media.rendition;

/** How hard the encoder tries to make a rendition small. */
public enum Effort {
  /** What pays when a rendition is looked at ten times or more. */
  FULL(4),
  /** Half the time for 3 % more bytes: when many originals wait. */
  HASTY(2);

  private final int ofWebp;

  Effort(int ofWebp) {
    this.ofWebp = ofWebp;
  }

  /** From 0 to 6, as libwebp counts. */
  public int ofWebp() {
    return ofWebp;
  }
}
