package dev.madang.media.trash;

import static java.util.stream.Collectors.groupingBy;

import dev.madang.media.UserId;
import dev.madang.media.lock.Lock;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaCatalog.MediaKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes what has been in the trash for long enough, and what a removal left unfinished. */
@Component
class TrashPurgeJob {

  private static final Logger log = LoggerFactory.getLogger(TrashPurgeJob.class);

  private static final String JOB = "trash-purge";
  private static final int AT_ONCE = 1_000;

  private final MediaCatalog catalog;
  private final Purge purge;
  private final Lock lock;
  private final TrashProperties properties;
  private final Clock clock;

  TrashPurgeJob(
      MediaCatalog catalog, Purge purge, Lock lock, TrashProperties properties, Clock clock) {
    this.catalog = catalog;
    this.purge = purge;
    this.lock = lock;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(
      initialDelayString = "${media.trash.interval:1h}",
      fixedDelayString = "${media.trash.interval:1h}")
  void run() {
    if (!lock.tryAcquire(JOB, properties.lock())) {
      return;
    }
    var due = clock.instant().minus(properties.retention());
    try (var places = catalog.inTrashBefore(due)) {
      places
          .gather(Gatherers.windowFixed(AT_ONCE))
          .takeWhile(_ -> lock.tryAcquire(JOB, properties.lock()))
          .forEach(some -> remove(some, due));
    }
  }

  private void remove(List<MediaKey> places, Instant due) {
    places.stream()
        .collect(groupingBy(MediaKey::userId))
        .forEach((userId, ofUser) -> remove(userId, ofUser, due));
  }

  private void remove(UserId userId, List<MediaKey> places, Instant due) {
    try {
      // The index may be late: what was restored, or deleted anew, is not due.
      places.forEach(place ->
          purge.markForPurge(
              userId,
              place.id(),
              media -> media.attributes().deletedAt().filter(due::isAfter).isPresent()));
      purge.purge(userId);
    } catch (RuntimeException failure) {
      // One owner keeps no other waiting; the next sweep comes back.
      log.error("The trash of {} could not be emptied", userId, failure);
    }
  }
}
