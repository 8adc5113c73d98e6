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

/** Keeps one reader for each readable shard while shards open and close. */
final class DynamoShardReaders {

  /** Starts the reader of a shard, which calls back at the end of the shard. */
  interface ReaderFactory {
    DynamoShardReader start(DynamoShard shard, Runnable onEnd);
  }

  private static final Logger log = LoggerFactory.getLogger(DynamoShardReaders.class);
  private static final Duration SHARD_GRACE = Duration.ofSeconds(1);

  private final Callable<Set<DynamoShard>> readable;
  private final ReaderFactory factory;
  private final RetryUntilSuccess retry = new RetryUntilSuccess();
  private final Map<DynamoShard, DynamoShardReader> readers = new ConcurrentHashMap<>();

  // Starts and stops readers sequentially.
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("shards").factory());

  DynamoShardReaders(
      Callable<Set<DynamoShard>> readable, ReaderFactory factory, Duration refreshInterval) {
    this.readable = readable;
    this.factory = factory;
    scheduler.scheduleWithFixedDelay(
        this::refresh, 0, refreshInterval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void refresh() {
    var wanted = retry.untilSuccess("Listing the shards", readable);
    for (var shard : Set.copyOf(readers.keySet())) {
      if (!wanted.contains(shard)) {
        stop(shard, SHARD_GRACE);
      }
    }
    for (var shard : wanted) {
      if (!retry.isStopped()) {
        tryToStart(shard);
      }
    }
  }

  private void tryToStart(DynamoShard shard) {
    try {
      readers.computeIfAbsent(shard, this::start);
    } catch (RuntimeException failure) {
      // The next refresh retries; an exception would end the schedule.
      log.error("Starting the reader of {} failed, retrying", shard, failure);
    }
  }

  private DynamoShardReader start(DynamoShard shard) {
    log.info("Started reading {}", shard);
    return factory.start(shard, () -> scheduler.execute(() -> onShardEnd(shard)));
  }

  private void onShardEnd(DynamoShard shard) {
    log.info("Finished reading {}", shard);
    stop(shard, SHARD_GRACE);
    refresh();
  }

  private void stop(DynamoShard shard, Duration grace) {
    var reader = readers.remove(shard);
    if (reader != null) {
      reader.stopWithin(grace);
    }
  }

  /** Stops reading now and waits at most this long for deliveries in progress. */
  void stopWithin(Duration grace) {
    retry.stop();
    readers.values().forEach(DynamoShardReader::stop);
    scheduler.execute(() -> Set.copyOf(readers.keySet()).forEach(shard -> stop(shard, grace)));
    scheduler.shutdown();
    try {
      scheduler.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
