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

  private final ProcessingFixture fixture = new ProcessingFixture();
  private final OriginalKey key = fixture.requested(PHOTO);
  private final MemoryCheckpoints checkpoints = new MemoryCheckpoints();

  @BeforeEach
  void tenMinutesAgo() {
    fixture.space.now = NOON.minusSeconds(600);
  }

  @Test
  void originalsWithLostEventsAreProcessed() {
    fixture.space.put(key, "image/jpeg", PHOTO);

    reconcile();

    assertThat(fixture.state(key)).isInstanceOf(State.Ready.class);
    assertThat(checkpoints.find("reconciliation")).contains(NOON.minusSeconds(120));
  }

  @Test
  void discoveredOriginalsAreFound() {
    var found = new OriginalKey(ADA, "holiday/photo.jpg");
    fixture.space.put(found, "image/jpeg", PHOTO);

    reconcile();

    assertThat(fixture.state(found)).isInstanceOf(State.Ready.class);
  }

  @Test
  void deletedOriginalsAreFound() {
    fixture.space.put(key, "image/jpeg", PHOTO);
    fixture.process(key);
    fixture.space.delete(key);

    reconcile();

    assertThat(fixture.media(key).attributes().isInTrash()).isTrue();
  }

  @Test
  void recentOriginalsAreLeftToTheirEvent() {
    fixture.space.now = NOON.minusSeconds(60);
    fixture.space.put(key, "image/jpeg", PHOTO);

    reconcile();

    assertThat(fixture.state(key)).isEqualTo(new State.Pending());
    assertThat(checkpoints.find("reconciliation")).contains(NOON.minusSeconds(120));
  }

  @Test
  void originalsBeforeTheCheckpointAreSkipped() {
    fixture.space.put(key, "image/jpeg", PHOTO);
    checkpoints.save("reconciliation", NOON.minusSeconds(500));

    reconcile();

    assertThat(fixture.state(key)).isEqualTo(new State.Pending());
  }

  @Test
  void checkpointStaysBeforeTheOldestUnsettledOriginal() {
    fixture.scanner = (_, _) -> new Verdict.Pending();
    fixture.space.put(key, "image/jpeg", PHOTO);

    reconcile();
    assertThat(checkpoints.find("reconciliation")).contains(NOON.minusSeconds(600));

    fixture.scanner = (_, _) -> new Verdict.Clean();
    reconcile();
    assertThat(fixture.state(key)).isInstanceOf(State.Ready.class);
    assertThat(checkpoints.find("reconciliation")).contains(NOON.minusSeconds(120));
  }

  @Test
  void failedOriginalsAreRetriedByTheNextRun() {
    var other = fixture.requested(ProcessingFixture.OTHER_PHOTO);
    fixture.space.put(key, "image/jpeg", PHOTO);
    fixture.space.put(other, "image/jpeg", ProcessingFixture.OTHER_PHOTO);
    fixture.scanner =
        (original, _) -> {
          if (original.equals(key)) {
            throw new IllegalStateException("the scanner is unavailable");
          }
          return new Verdict.Clean();
        };

    reconcile();

    assertThat(fixture.state(other)).isInstanceOf(State.Ready.class);
    assertThat(checkpoints.find("reconciliation")).contains(NOON.minusSeconds(600));
  }

  @Test
  void multipartUploadsAreListedWithTheirBeginning() {
    fixture.space.put(key, "image/jpeg", PHOTO);
    checkpoints.save("reconciliation", NOON.minusSeconds(500));

    sweep(reader ->
        fixture.space.each(it ->
            reader.accept(new Listed(it.key(), it.version(), it.exists(), true, it.since()))));

    assertThat(fixture.state(key)).isInstanceOf(State.Ready.class);
  }

  @Test
  void oneInstanceReconcilesAtATime() {
    fixture.space.put(key, "image/jpeg", PHOTO);

    sweepWith(fixture.space, (_, _) -> false);

    assertThat(fixture.state(key)).isEqualTo(new State.Pending());
    assertThat(checkpoints.find("reconciliation")).isEmpty();
  }

  private void reconcile() {
    sweep(fixture.space);
  }

  private void sweep(OriginalList list) {
    sweepWith(list, (_, _) -> true);
  }

  private void sweepWith(OriginalList list, Lock lock) {
    new Reconciler(
            list,
            fixture.processor(),
            checkpoints,
            lock,
            new ReconcilerProperties(
                Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofMinutes(4)),
            fixture.clock)
        .reconcile();
  }
}
