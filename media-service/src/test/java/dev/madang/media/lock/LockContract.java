package dev.madang.media.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link Lock}. */
abstract class LockContract {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final String task = "task-" + UUID.randomUUID();
  private Instant now = Instant.parse("2026-11-25T04:00:00Z");

  /** One instance of the service. */
  abstract Lock copy(String name, InstantSource time);

  @Test
  void oneInstanceHoldsALockAtATime() {
    var one = copy("one", this::now);
    var two = copy("two", this::now);

    assertThat(one.tryAcquire(task, MINUTE)).isTrue();
    assertThat(two.tryAcquire(task, MINUTE)).isFalse();
    assertThat(two.tryAcquire(task + "-other", MINUTE)).isTrue();
  }

  @Test
  void holderCanExtendTheLock() {
    var one = copy("one", this::now);
    var two = copy("two", this::now);
    one.tryAcquire(task, MINUTE);

    now = now.plusSeconds(50);
    assertThat(one.tryAcquire(task, MINUTE)).isTrue();
    now = now.plusSeconds(50);
    assertThat(two.tryAcquire(task, MINUTE)).isFalse();
  }

  @Test
  void anotherInstanceAcquiresAnExpiredLock() {
    copy("one", this::now).tryAcquire(task, MINUTE);

    now = now.plus(MINUTE);
    assertThat(copy("two", this::now).tryAcquire(task, MINUTE)).isTrue();
    assertThat(copy("one", this::now).tryAcquire(task, MINUTE)).isFalse();
  }

  private Instant now() {
    return now;
  }
}
