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

/** Purges items whose retention in the trash has ended, and continues interrupted purges. */
@Component
class TrashPurgeJob {

  private static final Logger log = LoggerFactory.getLogger(TrashPurgeJob.class);

  private static final String JOB = "trash-purge";
  private static final int BATCH_SIZE = 1_000;

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
    try (var expired = catalog.inTrashBefore(due)) {
      expired
          .gather(Gatherers.windowFixed(BATCH_SIZE))
          .takeWhile(_ -> lock.tryAcquire(JOB, properties.lock()))
          .forEach(batch -> purge(batch, due));
    }
  }

  private void purge(List<MediaKey> expired, Instant due) {
    expired.stream()
        .collect(groupingBy(MediaKey::userId))
        .forEach((userId, ofUser) -> purge(userId, ofUser, due));
  }

  private void purge(UserId userId, List<MediaKey> expired, Instant due) {
    try {
      // The index is eventually consistent: the item may be restored, or deleted again.
      expired.forEach(item ->
          purge.markForPurge(
              userId,
              item.id(),
              media -> media.attributes().deletedAt().filter(due::isAfter).isPresent()));
      purge.purge(userId);
    } catch (RuntimeException failure) {
      // The failure of one user's purge does not block others; the next run retries it.
      log.error("Purging the trash of user {} failed; retrying in the next run", userId, failure);
    }
  }
}
