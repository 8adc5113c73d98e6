package dev.madang.user.quota;

import dev.madang.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What really lies in the private space, as of now. */
interface ObjectListing {

  /** In the order of their keys' bytes. */
  List<Stored> list(UserId user, Optional<ObjectKey> after, int limit);

  /** Empty when there is no such object. */
  OptionalLong size(ObjectKey key);

  /** Some of the users who have objects, in order; empty at the end. */
  List<UserId> owners(Optional<UserId> after);

  /** An object that is there. */
  record Stored(ObjectKey key, long size) {}
}
