package dev.madang.defaults.stream;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reader for each shard that is to be read, as shards come and go, until the end. */
final class DynamoShardReaders {

  /** Opens the reader of one shard, which says when it has come to the shard's end. */
  interface Opening {
    DynamoShardReader open(DynamoShard shard, Runnable whenDone);
  }

  private static final Logger log = LoggerFactory.getLogger(DynamoShardReaders.class);
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final Callable<Set<DynamoShard>> readable;
  private final Opening opening;
  private final RetryUntilSuccess patience = new RetryUntilSuccess();
  private final Map<DynamoShard, DynamoShardReader> open = new ConcurrentHashMap<>();

  // Opens and ends readers, one after the other.
  private final ScheduledExecutorService clerk =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("shards").factory());

  DynamoShardReaders(
      Callable<Set<DynamoShard>> readable, Opening opening, Duration reviewInterval) {
    this.readable = readable;
    this.opening = opening;
    clerk.scheduleWithFixedDelay(this::review, 0, reviewInterval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void review() {
    var wanted = patience.insistOn("Listing the shards", readable);
    for (var shard : Set.copyOf(open.keySet())) {
      if (!wanted.contains(shard)) {
        end(shard, FAREWELL);
      }
    }
    for (var shard : wanted) {
      if (!patience.hasEnded()) {
        tryToOpen(shard);
      }
    }
  }

  private void tryToOpen(DynamoShard shard) {
    try {
      open.computeIfAbsent(shard, this::open);
    } catch (RuntimeException failure) {
      // The next review tries again; thrown on, it would end the reviews.
      log.error("Cannot open {} yet", shard, failure);
    }
  }

  private DynamoShardReader open(DynamoShard shard) {
    log.info("Reading {}", shard);
    return opening.open(shard, () -> clerk.execute(() -> done(shard)));
  }

  private void done(DynamoShard shard) {
    log.info("Done with {}", shard);
    end(shard, FAREWELL);
    review();
  }

  private void end(DynamoShard shard, Duration grace) {
    var reader = open.remove(shard);
    if (reader != null) {
      reader.endWithin(grace);
    }
  }

  /** Ends at once, but lets changes that were read be told while the grace lasts. */
  void endWithin(Duration grace) {
    patience.end();
    open.values().forEach(DynamoShardReader::end);
    clerk.execute(() -> Set.copyOf(open.keySet()).forEach(shard -> end(shard, grace)));
    clerk.shutdown();
    try {
      clerk.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
