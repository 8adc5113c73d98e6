package dev.madang.media.cdn;

/** A rendition that is to be copied does not exist any more. */
public class RenditionNotFound extends RuntimeException {

  public RenditionNotFound(String key) {
    super("no rendition has the key " + key);
  }
}
