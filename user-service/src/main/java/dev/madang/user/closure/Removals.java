package dev.madang.user.closure;

import dev.madang.user.profile.UserId;
import java.time.Instant;
import java.util.Map;

/** What the other services have removed of users who leave. */
interface Removals {

  /** From now on reports on this user are kept. */
  void await(UserId user, Instant now);

  /**
   * Keeps a report, unless nobody awaits it any more.
   *
   * @param source who reports
   * @param removed what of which store
   */
  void report(UserId user, String source, Map<String, Removed> removed);

  /** The reports so far, by source. */
  Map<String, Map<String, Removed>> of(UserId user);

  void forget(UserId user);
}
