package dev.madang.user.admin;

import java.time.Duration;

/** Lets so many through in a second, one after the other. */
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
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("stopped", stop);
      }
    }
    next = System.nanoTime() + nanos;
  }
}
