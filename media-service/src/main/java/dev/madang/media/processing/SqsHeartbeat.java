package dev.madang.media.processing;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.awspring.cloud.sqs.listener.Visibility;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hides a message again and again until it is closed, each time for three intervals. */
final class SqsHeartbeat implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SqsHeartbeat.class);
  private static final ScheduledExecutorService BEATS =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sqs-heartbeat").factory());

  private final Visibility visibility;
  private final int seconds;
  private final ScheduledFuture<?> beats;
  private boolean closed;

  SqsHeartbeat(Visibility visibility, Duration interval) {
    this.visibility = visibility;
    this.seconds = Math.toIntExact(interval.multipliedBy(3).toSeconds());
    long millis = interval.toMillis();
    beats = BEATS.scheduleWithFixedDelay(this::beat, millis, millis, MILLISECONDS);
  }

  private synchronized void beat() {
    if (!closed) {
      try {
        visibility.changeTo(seconds);
      } catch (RuntimeException failure) {
        log.warn("Extending the visibility timeout failed, retrying", failure);
      }
    }
  }

  /** Returns after a call in progress: it does not undo what is set next. */
  @Override
  public synchronized void close() {
    closed = true;
    beats.cancel(false);
  }
}
