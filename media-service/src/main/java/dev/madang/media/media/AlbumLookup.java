package dev.madang.media.media;

import dev.madang.media.AlbumId;
import dev.madang.media.UserId;
import java.util.Set;

/** What media items need to know of albums. */
public interface AlbumLookup {

  /** Those of the albums that the user has. Consistent with the last write. */
  Set<AlbumId> existing(UserId userId, Set<AlbumId> albums);

  default boolean exists(UserId userId, AlbumId album) {
    return !existing(userId, Set.of(album)).isEmpty();
  }
}
