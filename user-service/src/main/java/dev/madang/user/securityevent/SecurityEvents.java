package dev.madang.user.securityevent;

import dev.madang.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The security events of all users, kept for a year: append-only, but for counts of failures. */
public interface SecurityEvents {

  /**
   * Returns when the event is stored.
   *
   * @param details short facts without secrets, such as the prefix of storage credentials
   */
  void record(UserId user, SecurityEventType type, ClientInfo client, Map<String, String> details);

  /**
   * Counts a failure, which anyone can cause: the failures of one type and step are one event a day
   * (UTC), with {@code step}, {@code count} and {@code lastAt} in its details. The event has the
   * time of the first failure and the client of the last one.
   */
  void count(UserId user, SecurityEventType type, String step, ClientInfo client);

  /**
   * Newest first; a count has the place of the beginning of its day.
   *
   * @param before only events older than this id
   */
  List<SecurityEvent> newest(UserId user, Optional<String> before, int limit);
}
