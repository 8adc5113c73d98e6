package dev.madang.defaults.stream;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Retries with exponential backoff until an attempt succeeds or it is stopped. */
final class RetryUntilSuccess {

  private static final Logger log = LoggerFactory.getLogger(RetryUntilSuccess.class);
  private static final Duration INITIAL_DELAY = Duration.ofMillis(200);
  private static final Duration MAX_DELAY = Duration.ofSeconds(5);

  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * @param action for the log, such as {@code Reading a shard}
   * @throws CancellationException if it is stopped before an attempt succeeds
   */
  <T extends @Nullable Object> T untilSuccess(String action, Callable<T> attempt) {
    var delay = INITIAL_DELAY;
    while (true) {
      try {
        return attempt.call();
      } catch (Exception failure) {
        log.atWarn()
            .setCause(delay.equals(INITIAL_DELAY) ? failure : null)
            .log("{} failed, retrying in {} ms: {}", action, delay.toMillis(), failure.toString());
      }
      if (!sleep(delay)) {
        throw new CancellationException(action + " was cancelled");
      }
      var longer = delay.multipliedBy(2);
      delay = longer.compareTo(MAX_DELAY) < 0 ? longer : MAX_DELAY;
    }
  }

  /** Waits; returns false if it is stopped meanwhile. */
  boolean sleep(Duration delay) {
    try {
      return !stopped.await(delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean isStopped() {
    return stopped.getCount() == 0;
  }

  void stop() {
    stopped.countDown();
  }
}
