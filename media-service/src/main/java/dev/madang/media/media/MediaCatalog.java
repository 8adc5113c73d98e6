package dev.madang.media.media;

import dev.madang.media.AlbumId;
import dev.madang.media.IdempotencyKey;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every media of every owner. Reads see the last write. */
public interface MediaCatalog {

  /**
   * Keeps a new media, unless the owner has wished for the same before: with the same key, or by
   * the same bytes of the same type. What was rejected, is in the trash or can be sent no longer is
   * no reason to refuse the bytes; a key stands for it all the same, until it can be sent no
   * longer. Two equal wishes at once are one media.
   *
   * @param media pending; when its id was given is when it is wished for
   */
  RegisterResult register(MediaItem media, Optional<IdempotencyKey> key);

  /**
   * Keeps a media of an original that nobody announced, unless one of its path is kept already.
   *
   * @return the media as it now stands
   */
  MediaItem registerDiscovered(MediaItem media);

  /**
   * Lets a media that nobody announced be found by who wishes to send the same bytes, unless
   * another one is found by them.
   *
   * @param media with the digest of its bytes
   */
  void indexByChecksum(MediaItem media);

  /** Empty also when the media is another owner's. In the trash or not. */
  Optional<MediaItem> find(UserId userId, MediaId id);

  /** The one whose original lies there. */
  Optional<MediaItem> findAt(UserId userId, String path);

  /**
   * Newest first, without those in the trash.
   *
   * @param before only media named before this one
   */
  List<MediaItem> newest(UserId userId, Optional<MediaId> before, int limit);

  /**
   * What stands in an album, newest first, without those in the trash. It may be a moment behind
   * the last write.
   */
  List<MediaItem> inAlbum(UserId userId, AlbumId album, Optional<MediaId> before, int limit);

  /**
   * What is in the trash and can be restored, newest media first. It may be a moment behind the
   * last write.
   */
  List<MediaItem> inTrash(UserId userId, Optional<MediaId> before, int limit);

  /**
   * What every owner put into the trash before a moment, and what is being removed for good. It may
   * be a moment behind the last write.
   */
  Stream<MediaKey> inTrashBefore(Instant moment);

  /** All of an owner's, in the trash or not. */
  Stream<MediaItem> all(UserId userId);

  /**
   * Writes what is said of the original: announcement, state and version. Only if nobody else has
   * since {@code seen} was read; so of two versions the later one wins, and of two outcomes of one
   * version the first. Of two ways to send the same file the first one stands, too.
   *
   * @return the media item as it is now; empty if there is none any more
   */
  Optional<MediaItem> updateState(MediaItem seen, MediaItem next);

  /**
   * Writes what its owner does with it, if nobody has since {@code seen} was read.
   *
   * @return the media item as it is now, with these attributes if they were written; empty if there
   *     is none any more
   */
  Optional<MediaItem> updateOwnerAttributes(MediaItem seen, OwnerAttributes attributes);

  /**
   * Forgets a media, and what leads to it, if nothing of it has changed since it was seen. Its
   * bytes are then sent anew.
   *
   * @return whether there is none any more
   */
  boolean remove(MediaItem seen);

  /** Names a media of somebody. */
  record MediaKey(UserId userId, MediaId id) {}
}
