package dev.madang.defaults.stream;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reader for each shard that is to be read, as shards come and go, until the end. */
final class DynamoShardReaders {

  /** Opens the reader of one shard, which says when it has come to the shard's end. */
  interface Opening {
    DynamoShardReader open(DynamoShard shard, Runnable whenDone);
  }

  private static final Logger log = LoggerFactory.getLogger(DynamoShardReaders.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Supplier<Set<DynamoShard>> readable;
  private final Opening opening;
  private final Map<DynamoShard, DynamoShardReader> open = new ConcurrentHashMap<>();

  // Opens and ends readers, one after the other.
  private final ScheduledExecutorService clerk =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("shards").factory());

  private volatile boolean ended;

  DynamoShardReaders(
      Supplier<Set<DynamoShard>> readable, Opening opening, Duration reviewInterval) {
    this.readable = readable;
    this.opening = opening;
    clerk.scheduleWithFixedDelay(this::review, 0, reviewInterval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void review() {
    try {
      var wanted = readable.get();
      for (var shard : Set.copyOf(open.keySet())) {
        if (!wanted.contains(shard)) {
          end(shard, Duration.ZERO);
        }
      }
      for (var shard : wanted) {
        if (!ended) {
          open.computeIfAbsent(shard, this::open);
        }
      }
    } catch (RuntimeException e) {
      if (!ended) {
        log.warn("It is not known which shards to read: {}", e.toString());
        clerk.schedule(this::review, AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private DynamoShardReader open(DynamoShard shard) {
    log.info("Reading {}", shard);
    return opening.open(shard, () -> clerk.execute(() -> done(shard)));
  }

  private void done(DynamoShard shard) {
    log.info("Done with {}", shard);
    end(shard, Duration.ofSeconds(1));
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
    ended = true;
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
