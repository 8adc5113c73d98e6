package dev.madang.media.delivery;

import java.util.Arrays;

/** In which formats renditions are kept, and how their keys end. */
enum RenditionFormat {
  WEBP("image/webp", "webp"),
  JPEG("image/jpeg", "jpg");

  private final String contentType;
  private final String extension;

  RenditionFormat(String contentType, String extension) {
    this.contentType = contentType;
    this.extension = extension;
  }

  static RenditionFormat of(String contentType) {
    return Arrays.stream(values())
        .filter(it -> it.contentType.equals(contentType))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no rendition is " + contentType));
  }

  static RenditionFormat ofKey(String key) {
    return Arrays.stream(values())
        .filter(it -> key.endsWith("." + it.extension))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no rendition has the key " + key));
  }

  String contentType() {
    return contentType;
  }

  String extension() {
    return extension;
  }
}
