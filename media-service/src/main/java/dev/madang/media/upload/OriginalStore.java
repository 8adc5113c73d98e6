package dev.madang.media.upload;

import dev.madang.media.catalog.OwnerId;

/** Where the originals of owners lie. */
public interface OriginalStore {

  /** How many versions an owner has there, unfinished uploads included. */
  long countOf(OwnerId owner);

  /** Removes every version of every original of an owner. */
  void removeAllOf(OwnerId owner);
}
