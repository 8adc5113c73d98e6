package dev.madang.media.album;

import dev.madang.media.AlbumId;
import dev.madang.media.UserId;

/**
 * A named group of media items.
 *
 * @param revision changes with the name
 */
public record Album(UserId userId, AlbumId id, String name, long revision) {

  public static Album create(UserId userId, AlbumId id, String name) {
    return new Album(userId, id, name, 1);
  }

  Album named(String name) {
    return new Album(userId, id, name, revision + 1);
  }
}
