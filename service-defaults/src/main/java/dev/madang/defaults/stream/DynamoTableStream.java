package dev.madang.defaults.stream;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.integration.leader.AbstractCandidate;
import org.springframework.integration.leader.Context;
import org.springframework.integration.support.leader.LockRegistryLeaderInitiator;
import org.springframework.integration.support.locks.LockRegistry;

/**
 * Reads the stream of a table in one copy of the service at a time: the one that holds the lock.
 * The others stand by, and one of them goes on from the last checkpoint when it stops or dies.
 */
public final class DynamoTableStream implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(DynamoTableStream.class);
  private static final Duration WHEN_LOCK_IS_LOST = Duration.ofMillis(500);
  private static final Duration RELEASE = Duration.ofSeconds(3);

  private final String name;
  private final Duration grace;
  private final Supplier<DynamoShardReaders> reading;
  private final LockRegistryLeaderInitiator election;
  private final AtomicReference<@Nullable DynamoShardReaders> readers = new AtomicReference<>();

  private volatile boolean running;
  private volatile CountDownLatch lockHeld = new CountDownLatch(0);

  DynamoTableStream(
      StreamProperties properties, LockRegistry<?> locks, Supplier<DynamoShardReaders> reading) {
    this.name = properties.consumer() + ":" + properties.table();
    this.grace = properties.grace();
    this.reading = reading;
    this.election = new LockRegistryLeaderInitiator(locks, new Copy());
    var renewal = properties.lease().dividedBy(4).toMillis();
    election.setHeartBeatMillis(renewal);
    election.setBusyWaitMillis(renewal);
  }

  private final class Copy extends AbstractCandidate {

    Copy() {
      super(null, name);
    }

    @Override
    public void onGranted(Context lock) {
      lockHeld = new CountDownLatch(1);
      if (running) {
        log.info("{} is read by this copy", name);
        readers.set(reading.get());
      }
    }

    @Override
    public void onRevoked(Context lock) {
      lockHeld.countDown();
      endReading(WHEN_LOCK_IS_LOST);
      log.info("{} is no longer read by this copy", name);
    }
  }

  @Override
  public void start() {
    running = true;
    election.start();
  }

  /** Stops reading first, then lets the next copy in. */
  @Override
  public void stop() {
    running = false;
    endReading(grace);
    election.stop();
    try {
      lockHeld.await(RELEASE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void endReading(Duration patience) {
    var ending = readers.getAndSet(null);
    if (ending != null) {
      ending.endWithin(patience);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
