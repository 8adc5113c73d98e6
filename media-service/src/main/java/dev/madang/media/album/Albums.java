package dev.madang.media.album;

import dev.madang.media.AlbumId;
import dev.madang.media.IdempotencyKey;
import dev.madang.media.UserId;
import dev.madang.media.media.AlbumLookup;
import java.util.List;
import java.util.Optional;

/**
 * Every album of every owner. Reads see the last write.
 *
 * <p>A media says in which album it was put ({@link OwnerAttributes#album}). An album that is
 * removed is gone at once, whatever still names it: who reads such a name asks here whether the
 * album stands.
 */
public interface Albums extends AlbumLookup {

  /** Keeps a new album, unless the owner has used the key before. */
  Added add(Album asked, Optional<IdempotencyKey> key);

  /** Empty also when the album is another owner's. */
  Optional<Album> find(UserId userId, AlbumId id);

  /**
   * Newest first.
   *
   * @param before only albums named before this one
   */
  List<Album> newest(UserId userId, Optional<AlbumId> before, int limit);

  /**
   * Renames an album, if nobody has since {@code seen} was read.
   *
   * @return the album as it now stands: it has the name, and a later revision, if that was written
   * @throws dev.madang.defaults.problem.ProblemException {@code album-not-found}
   */
  Album rename(Album seen, String name);

  /** The media stay, and are in no album. Removing it again changes nothing. */
  void remove(UserId userId, AlbumId id);

  long count(UserId userId);

  /** Removes all albums and idempotency keys of a user. */
  void removeAll(UserId userId);

  /** What became of a new album. */
  sealed interface Added {

    /** As it now stands: the new one, or the one that was asked for with the key before. */
    record Kept(Album album) implements Added {}

    /** The key stands for an album that was asked for under another name. */
    record IdempotencyConflict() implements Added {}

    /** The key stands for an album that is removed. */
    record Removed(AlbumId id) implements Added {}
  }
}
