package dev.madang.media.cdn;

/** There is nothing to copy any more. */
public class RenditionNotFound extends RuntimeException {

  public RenditionNotFound(String key) {
    super("No rendition lies at " + key);
  }
}
