package dev.madang.media.trash;

import static java.util.stream.Collectors.groupingBy;

import dev.madang.media.catalog.MediaCatalog;
import dev.madang.media.catalog.MediaCatalog.Place;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.lease.Lease;
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
class TrashSweep {

  private static final Logger log = LoggerFactory.getLogger(TrashSweep.class);

  private static final String TASK = "trash";
  private static final int AT_ONCE = 1_000;

  private final MediaCatalog catalog;
  private final Purge purge;
  private final Lease lease;
  private final TrashProperties properties;
  private final Clock clock;

  TrashSweep(
      MediaCatalog catalog, Purge purge, Lease lease, TrashProperties properties, Clock clock) {
    this.catalog = catalog;
    this.purge = purge;
    this.lease = lease;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(
      initialDelayString = "${media.trash.pause:1h}",
      fixedDelayString = "${media.trash.pause:1h}")
  void sweep() {
    if (!lease.take(TASK, properties.lease())) {
      return;
    }
    var due = clock.instant().minus(properties.retention());
    try (var places = catalog.inTrashBefore(due)) {
      places
          .gather(Gatherers.windowFixed(AT_ONCE))
          .takeWhile(_ -> lease.take(TASK, properties.lease()))
          .forEach(some -> remove(some, due));
    }
  }

  private void remove(List<Place> places, Instant due) {
    places.stream()
        .collect(groupingBy(Place::owner))
        .forEach((owner, ofOwner) -> remove(owner, ofOwner, due));
  }

  private void remove(OwnerId owner, List<Place> places, Instant due) {
    try {
      // The index may be late: what was restored, or deleted anew, is not due.
      places.forEach(place ->
          purge.condemn(
              owner,
              place.id(),
              media -> media.placement().deletedAt().filter(due::isAfter).isPresent()));
      purge.finish(owner);
    } catch (RuntimeException failure) {
      // One owner keeps no other waiting; the next sweep comes back.
      log.error("The trash of {} could not be emptied", owner, failure);
    }
  }
}
