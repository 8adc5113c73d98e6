package dev.madang.media.album;

import dev.madang.media.AlbumId;
import dev.madang.media.IdempotencyKey;
import dev.madang.media.UserId;
import dev.madang.media.media.AlbumLookup;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The albums of all users. Reads are strongly consistent.
 *
 * <p>A media item names its album. A deleted album does not exist any more, although items may
 * still name it: readers of the name look it up here.
 */
public interface Albums extends AlbumLookup {

  /** Adds an album unless there is one that the user has added with the same idempotency key. */
  Added add(Album album, Optional<IdempotencyKey> key);

  /** Empty if there is none or it is another user's. */
  Optional<Album> find(UserId userId, AlbumId id);

  /**
   * Newest first.
   *
   * @param before only albums before this one
   */
  List<Album> newest(UserId userId, Optional<AlbumId> before, int limit);

  /**
   * Renames an album unless it was changed since {@code seen} was read.
   *
   * @return the album as it is now; with the name and the next revision if it was renamed
   * @throws dev.madang.defaults.problem.ProblemException {@code album-not-found}
   */
  Album rename(Album seen, String name);

  /**
   * Renames an album; retries after concurrent changes.
   *
   * @param precondition is called with each version that may be renamed, and throws to reject it
   */
  default Album rename(Album seen, String name, Consumer<Album> precondition) {
    for (var album = seen; ; ) {
      precondition.accept(album);
      var current = rename(album, name);
      if (current.name().equals(name) && current.revision() == album.revision() + 1) {
        return current;
      }
      album = current;
    }
  }

  /** Deletes the album; its media items stay without an album. Idempotent. */
  void remove(UserId userId, AlbumId id);

  long count(UserId userId);

  /** Removes all albums and idempotency keys of a user. */
  void removeAll(UserId userId);

  sealed interface Added {

    /** The album as it is now: the new one, or the one created with the same key before. */
    record Created(Album album) implements Added {}

    /** The key was used to create an album with another name. */
    record IdempotencyConflict() implements Added {}
  }
}
