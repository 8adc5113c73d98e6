package dev.madang.media.upload;

import dev.madang.media.UserId;

/** The originals of all users. */
public interface OriginalStore {

  /** The number of versions, with open multipart uploads. */
  long countOf(UserId userId);

  /** Removes all versions of all originals of a user. */
  void removeAllOf(UserId userId);
}
