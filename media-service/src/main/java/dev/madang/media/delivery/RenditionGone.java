package dev.madang.media.delivery;

/** There is nothing to copy any more. */
public class RenditionGone extends RuntimeException {

  public RenditionGone(String key) {
    super("No rendition lies at " + key);
  }
}
