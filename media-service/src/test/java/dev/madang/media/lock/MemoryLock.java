package dev.madang.media.lock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** A lock in memory; {@link LockContract} tests both implementations. */
public record MemoryLock(String me, InstantSource time, Map<String, Holding> all) implements Lock {

  public record Holding(String holder, Instant end) {}

  @Override
  public boolean tryAcquire(String task, Duration length) {
    var now = time.instant();
    var held = all.get(task);
    if (held != null && held.end().isAfter(now) && !held.holder().equals(me)) {
      return false;
    }
    all.put(task, new Holding(me, now.plus(length)));
    return true;
  }
}
