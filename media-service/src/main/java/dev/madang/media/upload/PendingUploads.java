package dev.madang.media.upload;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;

/** Media items whose files have not been uploaded. */
public interface PendingUploads {

  /**
   * Aborts an upload, releases its space and removes the media item. Idempotent: a crash in between
   * is repaired by the next attempt.
   *
   * @return false if the file has been uploaded: then the media item stays
   * @throws ProblemException {@code service-unavailable} if the space cannot be released now; the
   *     media item stays
   */
  boolean discard(UserId userId, MediaId id);
}
