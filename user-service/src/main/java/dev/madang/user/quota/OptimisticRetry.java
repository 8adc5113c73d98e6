package dev.madang.user.quota;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** Tries again what lost against somebody else, a little later each time. */
final class OptimisticRetry {

  private static final int ATTEMPTS = 40;
  private static final int LONGEST_PAUSE_IN_MILLIS = 200;

  private OptimisticRetry() {}

  static void run(BooleanSupplier attempt) {
    for (int lost = 0; lost < ATTEMPTS; lost++) {
      if (attempt.getAsBoolean()) {
        return;
      }
      pause(Math.min(1 << Math.min(lost, 10), LONGEST_PAUSE_IN_MILLIS));
    }
    throw new IllegalStateException("lost %d races".formatted(ATTEMPTS));
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(millis));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }
}
