package dev.madang.user.session;

import java.util.List;
import java.util.Optional;

/** Every revocation that still counts, in about the order in which they were made. */
interface Revocations {

  void add(Revocation revocation);

  /**
   * What was added after a position, the first time from the oldest that counts. A reader who asks
   * again and again with the last answer's {@link Page#next()} misses none, though it may be told
   * of one more than once: the writers' clocks differ, so the last seconds are told again.
   */
  Page after(Optional<RevocationId> position, int limit);

  /**
   * @param next from where to read on
   * @param more whether there is more to be read at once
   */
  record Page(List<Revocation> items, RevocationId next, boolean more) {}
}
