package dev.madang.defaults.budget;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time until the caller of the current request stops waiting, and the retries that are left in
 * it, over all calls of AWS and of other services. It belongs to the thread of the request; work
 * without a request has no budget and is not limited by it.
 */
public final class RequestBudget {

  /** In milliseconds: how long the caller waits from now on. */
  public static final String HEADER = "X-Madang-Timeout";

  private static final ThreadLocal<@Nullable RequestBudget> CURRENT = new ThreadLocal<>();

  private final long endsAt;
  private final AtomicInteger retries;

  RequestBudget(Duration time, int retries) {
    this.endsAt = System.nanoTime() + time.toNanos();
    this.retries = new AtomicInteger(retries);
  }

  /** Runs an action on this thread within the budget. */
  <X extends Exception, Y extends Exception> void run(Action<X, Y> action) throws X, Y {
    CURRENT.set(this);
    try {
      action.run();
    } finally {
      CURRENT.remove();
    }
  }

  /**
   * Runs work to its end although the caller may have stopped waiting, because another attempt of
   * the client continues from its result.
   */
  public static <T> T unlimited(Supplier<T> work) {
    var budget = CURRENT.get();
    CURRENT.remove();
    try {
      return work.get();
    } finally {
      CURRENT.set(budget);
    }
  }

  /** What is left of the time, at least zero; empty without a request. */
  public static Optional<Duration> remainingTime() {
    return Optional.ofNullable(CURRENT.get())
        .map(it -> Duration.ofNanos(Math.max(0, it.endsAt - System.nanoTime())));
  }

  /**
   * Ends a request that nobody waits for.
   *
   * @throws ProblemException {@code gateway-timeout} if the caller has stopped waiting
   */
  public static void requireTime() {
    if (remainingTime().filter(Duration::isZero).isPresent()) {
      throw CommonProblem.GATEWAY_TIMEOUT.exception();
    }
  }

  /** Takes one of the retries; always succeeds without a request. */
  public static boolean takeRetry() {
    var budget = CURRENT.get();
    return budget == null || budget.retries.getAndDecrement() > 0;
  }

  /** Something that runs within a budget. */
  interface Action<X extends Exception, Y extends Exception> {

    void run() throws X, Y;
  }
}
