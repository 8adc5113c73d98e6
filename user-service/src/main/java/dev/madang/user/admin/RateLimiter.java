package dev.madang.user.admin;

import java.time.Duration;

/** Limits how often per second one thread continues. */
final class RateLimiter {

  private final long nanos;
  private long next = System.nanoTime();

  RateLimiter(int perSecond) {
    this.nanos = Duration.ofSeconds(1).toNanos() / perSecond;
  }

  void await() {
    var wait = next - System.nanoTime();
    if (wait > 0) {
      try {
        Thread.sleep(Duration.ofNanos(wait));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }
    next = System.nanoTime() + nanos;
  }
}
