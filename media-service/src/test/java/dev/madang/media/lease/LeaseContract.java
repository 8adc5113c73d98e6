package dev.madang.media.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every lease promises. */
abstract class LeaseContract {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final String task = "task-" + UUID.randomUUID();
  private Instant now = Instant.parse("2026-11-25T04:00:00Z");

  /** One copy of the service. */
  abstract Lease copy(String name, InstantSource time);

  @Test
  void oneCopyHasATaskAtATime() {
    var one = copy("one", this::now);
    var two = copy("two", this::now);

    assertThat(one.take(task, MINUTE)).isTrue();
    assertThat(two.take(task, MINUTE)).isFalse();
    assertThat(two.take(task + "-other", MINUTE)).isTrue();
  }

  @Test
  void itsHolderMayHoldOnToIt() {
    var one = copy("one", this::now);
    var two = copy("two", this::now);
    one.take(task, MINUTE);

    now = now.plusSeconds(50);
    assertThat(one.take(task, MINUTE)).isTrue();
    now = now.plusSeconds(50);
    assertThat(two.take(task, MINUTE)).isFalse();
  }

  @Test
  void ofACopyThatDiedAnotherTakesItOver() {
    copy("one", this::now).take(task, MINUTE);

    now = now.plus(MINUTE);
    assertThat(copy("two", this::now).take(task, MINUTE)).isTrue();
    assertThat(copy("one", this::now).take(task, MINUTE)).isFalse();
  }

  private Instant now() {
    return now;
  }
}
