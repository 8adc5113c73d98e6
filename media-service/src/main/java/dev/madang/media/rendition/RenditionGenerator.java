package dev.madang.media.rendition;

/** Generates the renditions of an original. Thread-safe. */
public interface RenditionGenerator {

  /**
   * Never throws for the content: a hostile original is {@link RenditionResult.Rejected}.
   *
   * @param contentType as declared
   * @throws IllegalStateException if no decoder is available now
   * @throws java.io.UncheckedIOException if the original cannot be read to its end
   */
  RenditionResult generate(String contentType, Original original, EncodingEffort effort);

  default RenditionResult generate(String contentType, Original original) {
    return generate(contentType, original, EncodingEffort.FULL);
  }
}
