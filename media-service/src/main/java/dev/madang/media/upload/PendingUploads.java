package dev.madang.media.upload;

import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.quota.QuotaUnavailable;

/** What was asked for and has not come. */
public interface PendingUploads {

  /**
   * Ends an upload, gives its space back and forgets the media. Twice is once; what was begun and
   * not ended is ended by the next attempt.
   *
   * @return false when the file is there: then the media stays
   * @throws QuotaUnavailable when nobody takes the space back now; the media stays
   */
  boolean discard(UserId userId, MediaId id);
}
