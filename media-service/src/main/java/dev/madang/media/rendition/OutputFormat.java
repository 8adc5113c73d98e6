package dev.madang.media.rendition;

/** How a rendition is stored. The better one first. */
public enum OutputFormat {
  WEBP(ImageType.WEBP),
  JPEG(ImageType.JPEG);

  private final ImageType type;

  OutputFormat(ImageType type) {
    this.type = type;
  }

  public ImageType type() {
    return type;
  }
}
