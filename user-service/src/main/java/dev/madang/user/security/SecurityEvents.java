package dev.madang.user.security;

import dev.madang.user.profile.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The security events of every user: kept for a year, never changed, never taken back. */
public interface SecurityEvents {

  /**
   * Returns when the event is kept.
   *
   * @param details short facts without secrets, such as the prefix that credentials open
   */
  void record(UserId user, SecurityEventKind kind, Origin origin, Map<String, String> details);

  /**
   * Newest first.
   *
   * @param before only events named before this one
   */
  List<SecurityEvent> newest(UserId user, Optional<String> before, int limit);
}
