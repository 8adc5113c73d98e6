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
 * Reads the stream of a table in one instance of the service at a time: the one that holds the
 * lock. When it stops or crashes, another instance continues from the last checkpoint.
 */
public final class DynamoTableStream implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(DynamoTableStream.class);
  private static final Duration GRACE_AFTER_LOCK_LOSS = Duration.ofMillis(500);
  private static final Duration LOCK_RELEASE_TIMEOUT = Duration.ofSeconds(3);

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
    this.election = new LockRegistryLeaderInitiator(locks, new Instance());
    var renewal = properties.lease().dividedBy(4).toMillis();
    election.setHeartBeatMillis(renewal);
    election.setBusyWaitMillis(renewal);
  }

  private final class Instance extends AbstractCandidate {

    Instance() {
      super(null, name);
    }

    @Override
    public void onGranted(Context lock) {
      lockHeld = new CountDownLatch(1);
      if (running) {
        log.info("This instance reads the stream {}", name);
        readers.set(reading.get());
      }
    }

    @Override
    public void onRevoked(Context lock) {
      lockHeld.countDown();
      stopReading(GRACE_AFTER_LOCK_LOSS);
      log.info("This instance stopped reading the stream {}", name);
    }
  }

  @Override
  public void start() {
    running = true;
    election.start();
  }

  /** Stops reading, then releases the lock. */
  @Override
  public void stop() {
    running = false;
    stopReading(grace);
    election.stop();
    try {
      lockHeld.await(LOCK_RELEASE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopReading(Duration grace) {
    var stopping = readers.getAndSet(null);
    if (stopping != null) {
      stopping.stopWithin(grace);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
