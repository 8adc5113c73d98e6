package dev.madang.user.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Waits, which is cheap on a virtual thread. */
final class RetryUntilSuccess {

  private RetryUntilSuccess() {}

  static void until(Instant time, Clock clock) {
    var pause = Duration.between(clock.instant(), time);
    if (pause.isPositive()) {
      try {
        Thread.sleep(pause);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
