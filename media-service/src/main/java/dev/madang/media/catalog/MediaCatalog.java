package dev.madang.media.catalog;

import java.util.List;
import java.util.Optional;

/** Every media of every owner. Reads see the last write. */
public interface MediaCatalog {

  /**
   * Keeps a new media, unless the owner has used the key before: then the media of that time
   * stands.
   *
   * @return the media as it now stands
   */
  Media add(Media media, Optional<IdempotencyKey> key);

  /** Empty also when the media is another owner's. */
  Optional<Media> find(OwnerId owner, MediaId id);

  /**
   * Newest first.
   *
   * @param before only media named before this one
   */
  List<Media> newest(OwnerId owner, Optional<MediaId> before, int limit);

  /**
   * Records what became of an upload. The first outcome stands: S3 may deliver its event twice.
   *
   * @return the media as it now stands
   * @throws MediaNotFound when there is none
   */
  Media settle(OwnerId owner, MediaId id, Media.State outcome);
}
