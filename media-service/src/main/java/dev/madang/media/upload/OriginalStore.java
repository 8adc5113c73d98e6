package dev.madang.media.upload;

import dev.madang.media.UserId;

/** Where the originals of owners lie. */
public interface OriginalStore {

  /** How many versions an owner has there, unfinished uploads included. */
  long countOf(UserId userId);

  /** Removes every version of every original of an owner. */
  void removeAllOf(UserId userId);
}
