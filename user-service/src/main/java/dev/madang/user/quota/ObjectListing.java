package dev.madang.user.quota;

import dev.madang.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The objects in the private spaces; consistent. */
interface ObjectListing {

  /** In the byte order of the keys. */
  List<Stored> list(UserId user, Optional<ObjectKey> after, int limit);

  /** Empty if the object does not exist. */
  OptionalLong size(ObjectKey key);

  /** Some of the users with objects, in order; empty at the end. */
  List<UserId> owners(Optional<UserId> after);

  record Stored(ObjectKey key, long size) {}
}
