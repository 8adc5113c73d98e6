package dev.madang.user.quota;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** Retries an optimistic write that conflicts with others, with growing random delays. */
final class OptimisticRetry {

  private static final int MAX_ATTEMPTS = 40;
  private static final int MAX_PAUSE_MILLIS = 200;

  private OptimisticRetry() {}

  static void run(BooleanSupplier attempt) {
    for (int conflicts = 0; conflicts < MAX_ATTEMPTS; conflicts++) {
      if (attempt.getAsBoolean()) {
        return;
      }
      pause(Math.min(1 << Math.min(conflicts, 10), MAX_PAUSE_MILLIS));
    }
    throw new IllegalStateException("%d attempts conflicted with others".formatted(MAX_ATTEMPTS));
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(millis));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
