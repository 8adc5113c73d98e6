package dev.madang.media.media;

import dev.madang.media.MediaId;
import dev.madang.media.UserId;

/** How users delete media items. */
public interface MediaDeletion {

  /**
   * Moves a media item to the trash. Idempotent. An item that was never uploaded is discarded, and
   * its upload aborted.
   */
  void moveToTrash(UserId userId, MediaId id);
}
