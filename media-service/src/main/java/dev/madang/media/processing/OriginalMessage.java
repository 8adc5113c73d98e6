package dev.madang.media.processing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.media.OriginalKey;

/**
 * Requests the processing of an original.
 *
 * @param key such as {@code private/ada/media/photo.jpg}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record OriginalMessage(String key) {

  static OriginalMessage of(OriginalKey original) {
    return new OriginalMessage(original.toString());
  }

  OriginalKey original() {
    return OriginalKey.parse(key).orElseThrow();
  }
}
