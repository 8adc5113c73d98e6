package dev.madang.user.session;

import java.util.List;
import java.util.Optional;

/** The revocations that have not expired, in about the order of their creation. */
interface Revocations {

  void add(Revocation revocation);

  /**
   * What was added after a position, or everything. A reader that continues with {@link
   * Page#next()} misses nothing, but may get a revocation more than once: the writers' clocks
   * differ, so the last seconds are read again.
   */
  Page after(Optional<RevocationId> position, int limit);

  /**
   * @param next where to continue
   * @param more whether there is more to read at once
   */
  record Page(List<Revocation> items, RevocationId next, boolean more) {}
}
