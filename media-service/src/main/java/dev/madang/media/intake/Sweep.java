package dev.madang.media.intake;

import dev.madang.media.intake.Intake.Result;
import dev.madang.media.intake.OriginalList.Listed;
import dev.madang.media.lease.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Finds the originals that no event told of. What was written before the mark is settled: a sweep
 * looks at what is younger, and moves the mark up to the oldest original that is not settled yet.
 */
@Component
class Sweep {

  private static final Logger log = LoggerFactory.getLogger(Sweep.class);

  private static final String TASK = "intake-sweep";

  /** So long an upload in parts may take, and S3 tells when it was begun, not when it ended. */
  private static final Duration LONGEST_UPLOAD = Duration.ofHours(26);

  private final OriginalList originals;
  private final Intake intake;
  private final SweepMark mark;
  private final Lease lease;
  private final SweepProperties properties;
  private final Clock clock;

  Sweep(
      OriginalList originals,
      Intake intake,
      SweepMark mark,
      Lease lease,
      SweepProperties properties,
      Clock clock) {
    this.originals = originals;
    this.intake = intake;
    this.mark = mark;
    this.lease = lease;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(
      initialDelayString = "${media.intake.sweep.pause:5m}",
      fixedDelayString = "${media.intake.sweep.pause:5m}")
  void sweep() {
    if (lease.take(TASK, properties.lease())) {
      new Turn().go();
    }
  }

  private final class Turn {

    private final Optional<Instant> settledBefore = mark.settledUntil();
    private final Instant end = clock.instant().minus(properties.grace());
    private Instant held = clock.instant();
    private Instant settledUntil = end;
    private long found;

    void go() {
      originals.each(this::look);
      mark.moveTo(settledUntil);
      if (found > 0) {
        log.warn("The sweep took in {} originals that no event had told of", found);
      }
    }

    private void look(Listed listed) {
      if (isOfThisTurn(listed) && !isSettled(listed) && listed.since().isBefore(settledUntil)) {
        settledUntil = listed.since();
      }
      holdOnToTheLease();
    }

    private boolean isOfThisTurn(Listed listed) {
      return listed.since().isBefore(end)
          && settledBefore
              .map(moment -> listed.cameInParts() ? moment.minus(LONGEST_UPLOAD) : moment)
              .filter(listed.since()::isBefore)
              .isEmpty();
    }

    private boolean isSettled(Listed listed) {
      try {
        if (intake.isSettled(listed)) {
          return true;
        }
        found++;
        return intake.receive(listed.key(), true) == Result.SETTLED;
      } catch (RuntimeException failure) {
        // One original keeps no other waiting; the next sweep comes back to it.
        log.error("The sweep could not take in {}", listed.key(), failure);
        return false;
      }
    }

    private void holdOnToTheLease() {
      var now = clock.instant();
      if (Duration.between(held, now).compareTo(properties.lease().dividedBy(4)) > 0) {
        if (!lease.take(TASK, properties.lease())) {
          throw new IllegalStateException("another copy sweeps by now");
        }
        held = now;
      }
    }
  }
}
