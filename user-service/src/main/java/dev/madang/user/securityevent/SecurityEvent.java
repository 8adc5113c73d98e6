package dev.madang.user.securityevent;

import java.time.Instant;
import java.util.Map;

/**
 * A security-relevant event of an account.
 *
 * @param id a ULID: ids sort by time
 */
public record SecurityEvent(
    String id,
    SecurityEventType type,
    Instant createdAt,
    ClientInfo client,
    Map<String, String> details) {

  public SecurityEvent {
    details = Map.copyOf(details);
  }
}
