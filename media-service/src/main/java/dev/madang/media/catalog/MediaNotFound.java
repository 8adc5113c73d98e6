package dev.madang.media.catalog;

/** The owner has no such media; another one may. */
public class MediaNotFound extends RuntimeException {

  public MediaNotFound(String id) {
    super("No media " + id + " of this owner");
  }
}
