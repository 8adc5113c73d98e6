package dev.madang.gateway.limits;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The deadlines of one event loop, which alone uses this object. They are checked every 100 ms: a
 * timer of its own for each phase of each request would cost more than its precision is worth.
 */
public final class Deadlines {

  private static final long INTERVAL_MILLIS = 100;

  private final Set<Deadline> pending = new LinkedHashSet<>();

  public Deadlines(Vertx vertx) {
    vertx.setPeriodic(INTERVAL_MILLIS, _ -> expire(System.nanoTime()));
  }

  /**
   * @param expired runs on the event loop unless the deadline is cancelled before
   */
  public Deadline in(Duration time, Runnable expired) {
    var deadline = new Deadline(System.nanoTime() + time.toNanos(), expired);
    pending.add(deadline);
    return deadline;
  }

  private void expire(long now) {
    var due = new ArrayList<Deadline>();
    for (var deadline : pending) {
      if (deadline.at - now <= 0) {
        due.add(deadline);
      }
    }
    for (var deadline : due) {
      if (pending.remove(deadline)) {
        deadline.expired.run();
      }
    }
  }

  /** A point in time that can be moved or cancelled. */
  public final class Deadline {

    private final Runnable expired;
    private long at;

    private Deadline(long at, Runnable expired) {
      this.at = at;
      this.expired = expired;
    }

    /**
     * @param nanoTime the new end, as of {@link System#nanoTime()}
     */
    void moveTo(long nanoTime) {
      at = nanoTime;
    }

    public void cancel() {
      pending.remove(this);
    }
  }
}
