package dev.madang.defaults.stream;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats what fails, ever slower, until it succeeds or patience is ended. */
final class RetryUntilSuccess {

  private static final Logger log = LoggerFactory.getLogger(RetryUntilSuccess.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * @throws CancellationException when patience ended before an attempt succeeded
   */
  <T extends @Nullable Object> T insistOn(String deed, Callable<T> attempt) {
    var pause = FIRST_PAUSE;
    while (true) {
      try {
        return attempt.call();
      } catch (Exception failure) {
        log.atWarn()
            .setCause(pause.equals(FIRST_PAUSE) ? failure : null)
            .log("{} failed, again in {} ms: {}", deed, pause.toMillis(), failure.toString());
      }
      if (!rest(pause)) {
        throw new CancellationException(deed + " is no longer asked for");
      }
      var longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }

  /** Waits, and says whether patience lasted. */
  boolean rest(Duration pause) {
    try {
      return !ended.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean hasEnded() {
    return ended.getCount() == 0;
  }

  void end() {
    ended.countDown();
  }
}
