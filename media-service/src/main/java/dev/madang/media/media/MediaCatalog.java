package dev.madang.media.media;

import dev.madang.media.AlbumId;
import dev.madang.media.IdempotencyKey;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All media items of all users. Reads are consistent, unless said otherwise. */
public interface MediaCatalog {

  /**
   * Adds a pending item, unless the user has registered the same file before: with the same key, or
   * with the same bytes and type. An item that is rejected, in the trash or expired does not count
   * as the same bytes. A key refers to its item, also if it is rejected, until the item is in the
   * trash, has other bytes, or is expired or removed; then it is used anew. Concurrent requests for
   * the same file get one item.
   */
  RegisterResult register(MediaItem media, Optional<IdempotencyKey> key);

  /**
   * Adds an item for an original whose upload was not requested, unless its path has one.
   *
   * @return the item as it is now
   */
  MediaItem registerDiscovered(MediaItem media);

  /**
   * Lets {@link #register} find a discovered item by its bytes, unless it finds another one.
   *
   * @param media with the checksum
   */
  void indexByChecksum(MediaItem media);

  /** In the trash or not. Empty if the item is another user's. */
  Optional<MediaItem> find(UserId userId, MediaId id);

  /** The item of an original. */
  Optional<MediaItem> findAt(UserId userId, String path);

  /**
   * Newest first, without the trash.
   *
   * @param before only items with earlier ids
   */
  List<MediaItem> newest(UserId userId, Optional<MediaId> before, int limit);

  /** Newest first, without the trash. Eventually consistent. */
  List<MediaItem> inAlbum(UserId userId, AlbumId album, Optional<MediaId> before, int limit);

  /** The items that can be restored, newest first. Eventually consistent. */
  List<MediaItem> inTrash(UserId userId, Optional<MediaId> before, int limit);

  /**
   * The items of all users that were deleted before a moment, after those that are being purged.
   * Eventually consistent.
   */
  Stream<MediaKey> inTrashBefore(Instant moment);

  /** All items of a user, in the trash or not. */
  Stream<MediaItem> all(UserId userId);

  /**
   * Writes declared file, state and version, if they have not changed since {@code seen}. So of two
   * versions the later wins, of two outcomes of one version the first, and of two multipart uploads
   * of one item the first.
   *
   * @return the item as it is now; empty if there is none any more
   */
  Optional<MediaItem> updateState(MediaItem seen, MediaItem next);

  /**
   * Writes the attributes, if they have not changed since {@code seen}.
   *
   * @return the item as it is now, with these attributes if they were written; empty if there is
   *     none any more
   */
  Optional<MediaItem> updateOwnerAttributes(MediaItem seen, OwnerAttributes attributes);

  /**
   * Removes an item and what refers to it, if it has not changed since {@code seen}.
   *
   * @return whether there is none any more
   */
  boolean remove(MediaItem seen);

  record MediaKey(UserId userId, MediaId id) {}
}
