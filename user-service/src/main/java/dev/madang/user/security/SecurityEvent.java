package dev.madang.user.security;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to an account.
 *
 * @param id a ULID: ids sort by time
 */
public record SecurityEvent(
    String id, SecurityEventKind kind, Instant at, Origin origin, Map<String, String> details) {

  public SecurityEvent {
    details = Map.copyOf(details);
  }
}
