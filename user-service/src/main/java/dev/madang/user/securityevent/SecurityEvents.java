package dev.madang.user.securityevent;

import dev.madang.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The security events of all users: append-only, kept for a year. */
public interface SecurityEvents {

  /**
   * Returns when the event is stored.
   *
   * @param details short facts without secrets, such as the prefix of storage credentials
   */
  void record(UserId user, SecurityEventType type, ClientInfo client, Map<String, String> details);

  /**
   * Newest first.
   *
   * @param before only events older than this id
   */
  List<SecurityEvent> newest(UserId user, Optional<String> before, int limit);
}
