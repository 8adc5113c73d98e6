package dev.madang.media.rendition;

/** The formats of renditions, the smaller one first. */
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
