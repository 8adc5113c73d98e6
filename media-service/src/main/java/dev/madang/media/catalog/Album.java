package dev.madang.media.catalog;

/**
 * What an owner puts media into.
 *
 * @param revision changes with the name
 */
public record Album(OwnerId owner, AlbumId id, String name, long revision) {

  public static Album asked(OwnerId owner, AlbumId id, String name) {
    return new Album(owner, id, name, 1);
  }

  Album named(String name) {
    return new Album(owner, id, name, revision + 1);
  }
}
