package dev.madang.media.rendition;

/** How a rendition is stored. The better one first. */
public enum Format {
  WEBP(ImageType.WEBP),
  JPEG(ImageType.JPEG);

  private final ImageType type;

  Format(ImageType type) {
    this.type = type;
  }

  public ImageType type() {
    return type;
  }
}
