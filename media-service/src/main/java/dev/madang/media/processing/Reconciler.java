package dev.madang.media.processing;

import dev.madang.media.lock.Checkpoints;
import dev.madang.media.lock.Lock;
import dev.madang.media.processing.MediaProcessor.Result;
import dev.madang.media.processing.OriginalList.Listed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Processes originals whose event was lost or waits too long. Everything that was written before
 * the checkpoint is settled: a run reads what is newer, and moves the checkpoint to the oldest
 * original that is not.
 */
@Component
class Reconciler {

  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

  private static final String JOB = "reconciliation";

  /** S3 lists when a multipart upload began, not when it was completed. */
  private static final Duration LONGEST_UPLOAD = Duration.ofHours(26);

  private final OriginalList originals;
  private final MediaProcessor processor;
  private final Checkpoints checkpoints;
  private final Lock lock;
  private final ReconcilerProperties properties;
  private final Clock clock;

  Reconciler(
      OriginalList originals,
      MediaProcessor processor,
      Checkpoints checkpoints,
      Lock lock,
      ReconcilerProperties properties,
      Clock clock) {
    this.originals = originals;
    this.processor = processor;
    this.checkpoints = checkpoints;
    this.lock = lock;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(
      initialDelayString = "${media.processing.reconciler.interval:5m}",
      fixedDelayString = "${media.processing.reconciler.interval:5m}")
  void reconcile() {
    if (lock.tryAcquire(JOB, properties.lock())) {
      new Run().run();
    }
  }

  private final class Run {

    private final Optional<Instant> settledBefore = checkpoints.find(JOB);
    private final Instant end = clock.instant().minus(properties.grace());
    private Instant held = clock.instant();
    private Instant settledUntil = end;
    private long found;

    void run() {
      originals.each(this::reconcile);
      checkpoints.save(JOB, settledUntil);
      if (found > 0) {
        log.warn("Reconciliation found {} originals that were not processed yet", found);
      }
    }

    private void reconcile(Listed listed) {
      if (isOfThisRun(listed) && !isSettled(listed) && listed.since().isBefore(settledUntil)) {
        settledUntil = listed.since();
      }
      extendLock();
    }

    private boolean isOfThisRun(Listed listed) {
      return listed.since().isBefore(end)
          && settledBefore
              .map(moment -> listed.isMultipart() ? moment.minus(LONGEST_UPLOAD) : moment)
              .filter(listed.since()::isBefore)
              .isEmpty();
    }

    private boolean isSettled(Listed listed) {
      try {
        if (processor.isSettled(listed)) {
          return true;
        }
        found++;
        return processor.process(listed.key(), true) == Result.SETTLED;
      } catch (RuntimeException failure) {
        // The next run retries it.
        log.error(
            "Processing {} failed, retrying in the next reconciliation", listed.key(), failure);
        return false;
      }
    }

    private void extendLock() {
      var now = clock.instant();
      if (Duration.between(held, now).compareTo(properties.lock().dividedBy(4)) > 0) {
        if (!lock.tryAcquire(JOB, properties.lock())) {
          throw new IllegalStateException("another instance holds the lock");
        }
        held = now;
      }
    }
  }
}
