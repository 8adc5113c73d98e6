package dev.madang.user.accountdeletion;

import dev.madang.user.UserId;
import java.time.Instant;
import java.util.Map;

/** What the other services have erased of users whose account is being deleted. */
interface ErasureReports {

  /** From now on reports on this user are stored. */
  void expect(UserId user, Instant now);

  /**
   * Stores a report, unless none is expected any more.
   *
   * @param source the reporting service
   * @param stores what it has deleted, by store
   */
  void add(UserId user, String source, Map<String, StoreCount> stores);

  /** The reports so far, by source. */
  Map<String, Map<String, StoreCount>> of(UserId user);

  void delete(UserId user);
}
