package dev.madang.defaults.ratelimit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** A clock that a test sets. */
final class ManualTime implements TimeMeter {

  private volatile long nanos = System.currentTimeMillis() * 1_000_000;

  void advance(Duration time) {
    nanos += time.toNanos();
  }

  @Override
  public long currentTimeNanos() {
    return nanos;
  }

  @Override
  public boolean isWallClockBased() {
    return true;
  }
}
