package dev.madang.media.rendition;

/** Makes the small pictures of an original. Safe to call from many threads. */
public interface Renditions {

  /**
   * Never throws for what the bytes are: a hostile original is a {@link Rendering.Refused}.
   *
   * @param contentType what the uploader said the bytes are
   * @throws IllegalStateException when no decoder can be had now; the original may be fine
   * @throws java.io.UncheckedIOException when the original cannot be read to its end
   */
  Rendering make(String contentType, Original original, Effort effort);

  default Rendering make(String contentType, Original original) {
    return make(contentType, original, Effort.FULL);
  }
}
