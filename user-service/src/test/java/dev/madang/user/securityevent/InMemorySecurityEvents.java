package dev.madang.user.securityevent;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.madang.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Behaves like the DynamoDB table; {@link SecurityEventsContract} tests both. */
public final class InMemorySecurityEvents implements SecurityEvents {

  private final Map<UserId, ConcurrentSkipListMap<String, SecurityEvent>> all =
      new ConcurrentHashMap<>();
  private final Clock clock;

  public InMemorySecurityEvents(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void record(
      UserId user, SecurityEventType type, ClientInfo client, Map<String, String> details) {
    var now = Instant.ofEpochMilli(clock.millis());
    var id = UlidCreator.getMonotonicUlid(now.toEpochMilli()).toString();
    of(user).put(id, new SecurityEvent(id, type, now, client, details));
  }

  @Override
  public void count(UserId user, SecurityEventType type, String step, ClientInfo client) {
    var now = Instant.ofEpochMilli(clock.millis());
    var count = DailyCount.at(now, type, step);
    of(user)
        .compute(
            count.id(),
            (_, known) ->
                known == null
                    ? count.toEvent(now, now, 1, client)
                    : count.toEvent(known.createdAt(), now, 1 + countOf(known), client));
  }

  private static long countOf(SecurityEvent event) {
    return Long.parseLong(event.details().getOrDefault("count", "0"));
  }

  @Override
  public List<SecurityEvent> newest(UserId user, Optional<String> before, int limit) {
    var events = of(user);
    return before.map(events::headMap).orElse(events).descendingMap().values().stream()
        .limit(limit)
        .toList();
  }

  private ConcurrentSkipListMap<String, SecurityEvent> of(UserId user) {
    return all.computeIfAbsent(user, _ -> new ConcurrentSkipListMap<>());
  }
}
