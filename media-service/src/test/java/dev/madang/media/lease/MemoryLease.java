package dev.madang.media.lease;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Behaves as the table does; {@link LeaseContract} holds both to it. */
public record MemoryLease(String me, InstantSource time, Map<String, Holding> all)
    implements Lease {

  public record Holding(String holder, Instant end) {}

  @Override
  public boolean take(String task, Duration length) {
    var now = time.instant();
    var held = all.get(task);
    if (held != null && held.end().isAfter(now) && !held.holder().equals(me)) {
      return false;
    }
    all.put(task, new Holding(me, now.plus(length)));
    return true;
  }
}
