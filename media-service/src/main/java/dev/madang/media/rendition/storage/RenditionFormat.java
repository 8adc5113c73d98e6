package dev.madang.media.rendition.storage;

import java.util.Arrays;

/** The formats of renditions, and the extensions of their keys. */
public enum RenditionFormat {
  WEBP("image/webp", "webp"),
  JPEG("image/jpeg", "jpg");

  private final String contentType;
  private final String extension;

  RenditionFormat(String contentType, String extension) {
    this.contentType = contentType;
    this.extension = extension;
  }

  public static RenditionFormat of(String contentType) {
    return Arrays.stream(values())
        .filter(it -> it.contentType.equals(contentType))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("not the format of a rendition: " + contentType));
  }

  public static RenditionFormat ofKey(String key) {
    return Arrays.stream(values())
        .filter(it -> key.endsWith("." + it.extension))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not the key of a rendition: " + key));
  }

  public String contentType() {
    return contentType;
  }

  public String extension() {
    return extension;
  }
}
