package dev.madang.media.rendition;

/** Makes the small pictures of an original. Safe to call from many threads. */
public interface RenditionGenerator {

  /**
   * Never throws for what the bytes are: a hostile original is a {@link RenditionResult.Rejected}.
   *
   * @param contentType what the uploader said the bytes are
   * @throws IllegalStateException when no decoder can be had now; the original may be fine
   * @throws java.io.UncheckedIOException when the original cannot be read to its end
   */
  RenditionResult generate(String contentType, Original original, EncodingEffort effort);

  default RenditionResult generate(String contentType, Original original) {
    return generate(contentType, original, EncodingEffort.FULL);
  }
}
