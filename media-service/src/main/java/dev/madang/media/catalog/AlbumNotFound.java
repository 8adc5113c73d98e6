package dev.madang.media.catalog;

/** The owner has no such album; another one may. */
public class AlbumNotFound extends RuntimeException {

  public AlbumNotFound(String id) {
    super("No album " + id + " of this owner");
  }
}
