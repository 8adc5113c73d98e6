package dev.madang.media.processing;

import static dev.madang.media.processing.ProcessingFixture.ADA;
import static dev.madang.media.processing.ProcessingFixture.NOON;
import static dev.madang.media.processing.ProcessingFixture.PHOTO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.media.OriginalKey;
import dev.madang.media.lock.Lock;
import dev.madang.media.lock.MemoryCheckpoints;
import dev.madang.media.malware.MalwareScanner.Verdict;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.processing.OriginalList.Listed;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcilerTests {

  private final ProcessingFixture world = new ProcessingFixture();
  private final OriginalKey key = world.askedFor(PHOTO);
  private final MemoryCheckpoints checkpoints = new MemoryCheckpoints();

  @BeforeEach
  void tenMinutesAgo() {
    world.space.now = NOON.minusSeconds(600);
  }

  @Test
  void originalsWithLostEventsAreProcessed() {
    world.space.put(key, "image/jpeg", PHOTO);

    reconcile();

    assertThat(world.state(key)).isInstanceOf(State.Ready.class);
    assertThat(checkpoints.find("reconciliation")).contains(NOON.minusSeconds(120));
  }

  @Test
  void discoveredOriginalsAreFound() {
    var found = new OriginalKey(ADA, "holiday/photo.jpg");
    world.space.put(found, "image/jpeg", PHOTO);

    reconcile();

    assertThat(world.state(found)).isInstanceOf(State.Ready.class);
  }

  @Test
  void deletedOriginalsAreFound() {
    world.space.put(key, "image/jpeg", PHOTO);
    world.process(key);
    world.space.delete(key);

    reconcile();

    assertThat(world.media(key).attributes().isInTrash()).isTrue();
  }

  @Test
  void recentOriginalsAreLeftToTheirEvent() {
    world.space.now = NOON.minusSeconds(60);
    world.space.put(key, "image/jpeg", PHOTO);

    reconcile();

    assertThat(world.state(key)).isEqualTo(new State.Pending());
    assertThat(checkpoints.find("reconciliation")).contains(NOON.minusSeconds(120));
  }

  @Test
  void originalsBeforeTheCheckpointAreSkipped() {
    world.space.put(key, "image/jpeg", PHOTO);
    checkpoints.save("reconciliation", NOON.minusSeconds(500));

    reconcile();

    assertThat(world.state(key)).isEqualTo(new State.Pending());
  }

  @Test
  void checkpointStaysBeforeTheOldestUnsettledOriginal() {
    world.scanner = (_, _) -> new Verdict.Pending();
    world.space.put(key, "image/jpeg", PHOTO);

    reconcile();
    assertThat(checkpoints.find("reconciliation")).contains(NOON.minusSeconds(600));

    world.scanner = (_, _) -> new Verdict.Clean();
    reconcile();
    assertThat(world.state(key)).isInstanceOf(State.Ready.class);
    assertThat(checkpoints.find("reconciliation")).contains(NOON.minusSeconds(120));
  }

  @Test
  void failedOriginalsAreRetriedByTheNextRun() {
    var other = world.askedFor(ProcessingFixture.OTHER_PHOTO);
    world.space.put(key, "image/jpeg", PHOTO);
    world.space.put(other, "image/jpeg", ProcessingFixture.OTHER_PHOTO);
    world.scanner =
        (asked, _) -> {
          if (asked.equals(key)) {
            throw new IllegalStateException("the scanner is away");
          }
          return new Verdict.Clean();
        };

    reconcile();

    assertThat(world.state(other)).isInstanceOf(State.Ready.class);
    assertThat(checkpoints.find("reconciliation")).contains(NOON.minusSeconds(600));
  }

  @Test
  void multipartUploadsAreListedWithTheirBeginning() {
    world.space.put(key, "image/jpeg", PHOTO);
    checkpoints.save("reconciliation", NOON.minusSeconds(500));

    sweep(reader ->
        world.space.each(it ->
            reader.accept(new Listed(it.key(), it.version(), it.isThere(), true, it.since()))));

    assertThat(world.state(key)).isInstanceOf(State.Ready.class);
  }

  @Test
  void oneInstanceReconcilesAtATime() {
    world.space.put(key, "image/jpeg", PHOTO);

    sweepWith(world.space, (_, _) -> false);

    assertThat(world.state(key)).isEqualTo(new State.Pending());
    assertThat(checkpoints.find("reconciliation")).isEmpty();
  }

  private void reconcile() {
    sweep(world.space);
  }

  private void sweep(OriginalList list) {
    sweepWith(list, (_, _) -> true);
  }

  private void sweepWith(OriginalList list, Lock lock) {
    new Reconciler(
            list,
            world.processor(),
            checkpoints,
            lock,
            new ReconcilerProperties(
                Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofMinutes(4)),
            world.clock)
        .reconcile();
  }
}
