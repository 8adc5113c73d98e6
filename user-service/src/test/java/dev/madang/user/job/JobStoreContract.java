package dev.madang.user.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.madang.user.UserId;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.Job.State;
import dev.madang.user.job.JobHandler.SliceResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every job store. */
abstract class JobStoreContract {

  static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123Z");
  private static final Instant CLAIM_END = NOW.plusSeconds(25);
  private static final SliceResult HALF =
      new SliceResult.Continue(Map.of("after", "b"), new Progress(1, 2));

  final Job job =
      new Job(
          JobId.next(),
          new UserId(UUID.randomUUID().toString()),
          "counting",
          Map.of("upTo", "2"),
          Map.of(),
          new Progress(0, 0),
          new State.Running(),
          NOW);

  abstract JobStore jobs();

  @Test
  void storesAJob() {
    assertThat(jobs().add(job)).isEqualTo(job);
    assertThat(jobs().find(job.id())).contains(job);
    assertThat(jobs().find(JobId.next())).isEmpty();
  }

  @Test
  void existingJobIsNotReplaced() {
    jobs().add(job);
    var fence = claimed(0, "m");
    jobs().record(job.id(), 0, fence, HALF, NOW);

    assertThat(jobs().add(job).checkpoint()).isEqualTo(Map.of("after", "b"));
    assertThat(jobs().find(job.id()).orElseThrow().progress()).isEqualTo(new Progress(1, 2));
  }

  @Test
  void oneOfManyReceiversOfAMessageClaimsTheSlice() throws Exception {
    jobs().add(job);
    var receivers =
        IntStream.range(0, 8)
            .<Callable<Claim>>mapToObj(_ -> () -> jobs().claim(job.id(), 0, "m", NOW, CLAIM_END))
            .toList();

    assertThat(atOnce(receivers)).filteredOn(Claim.Granted.class::isInstance).hasSize(1);
  }

  @Test
  void refusedClaimSaysWhichMessageHoldsTheSlice() {
    jobs().add(job);
    claimed(0, "m");

    assertThat(jobs().claim(job.id(), 0, "duplicate", NOW, CLAIM_END))
        .isEqualTo(new Claim.HeldByAnotherMessage());
    assertThat(jobs().claim(job.id(), 0, "m", NOW, CLAIM_END))
        .isEqualTo(new Claim.HeldByThisMessage(CLAIM_END));
  }

  @Test
  void expiredClaimIsReplacedAndRecordsNothing() {
    jobs().add(job);
    var slow = claimed(0, "m");
    var next =
        (Claim.Granted)
            jobs().claim(job.id(), 0, "m", CLAIM_END, CLAIM_END.plus(Duration.ofSeconds(25)));

    assertThat(next.fence()).isGreaterThan(slow);
    assertThat(jobs().record(job.id(), 0, slow, HALF, CLAIM_END)).isFalse();
    assertThat(jobs().find(job.id())).contains(job);
    assertThat(jobs().record(job.id(), 0, next.fence(), HALF, CLAIM_END)).isTrue();
    assertThat(jobs().record(job.id(), 0, next.fence(), HALF, CLAIM_END)).isFalse();
  }

  @Test
  void sliceContinuesAtTheCheckpoint() {
    jobs().add(job);
    jobs().record(job.id(), 0, claimed(0, "m"), HALF, NOW);

    var granted = (Claim.Granted) jobs().claim(job.id(), 1, "n", NOW, CLAIM_END);

    assertThat(granted.job().checkpoint()).isEqualTo(Map.of("after", "b"));
    assertThat(granted.job().input()).isEqualTo(job.input());
  }

  @Test
  void claimOfARecordedSliceSaysWhetherTheNextIsClaimed() {
    jobs().add(job);
    var later = new SliceResult.Later(Map.of(), new Progress(1, 3), Duration.ofMinutes(15));
    jobs().record(job.id(), 0, claimed(0, "m"), later, NOW);
    assertThat(jobs().claim(job.id(), 0, "m", NOW, CLAIM_END))
        .isEqualTo(new Claim.NextNotClaimed(NOW.plus(Duration.ofMinutes(15))));

    claimed(1, "n");
    assertThat(jobs().claim(job.id(), 0, "m", NOW, CLAIM_END)).isEqualTo(new Claim.Outdated());

    jobs().record(job.id(), 1, 2, HALF, NOW);
    assertThat(jobs().claim(job.id(), 0, "m", NOW, CLAIM_END)).isEqualTo(new Claim.Outdated());
  }

  @Test
  void futureSliceCannotBeClaimed() {
    jobs().add(job);

    assertThatIllegalStateException()
        .isThrownBy(() -> jobs().claim(job.id(), 1, "n", NOW, CLAIM_END));
  }

  @Test
  void doneIsFinal() {
    jobs().add(job);
    var done = new SliceResult.Done(Map.of("counted", "2"), new Progress(2, 2));
    jobs().record(job.id(), 0, claimed(0, "m"), done, NOW);

    assertThat(jobs().claim(job.id(), 0, "m", NOW, CLAIM_END)).isEqualTo(new Claim.Outdated());
    assertThat(jobs().find(job.id()).orElseThrow().state())
        .isEqualTo(new State.Done(Map.of("counted", "2"), NOW));
    assertThat(jobs().add(job).state()).isInstanceOf(State.Done.class);
  }

  @Test
  void failedJobHasAReason() {
    jobs().add(job);
    jobs().record(job.id(), 0, claimed(0, "m"), new SliceResult.Failed("no-numbers"), NOW);

    assertThat(jobs().find(job.id()).orElseThrow().state())
        .isEqualTo(new State.Failed("no-numbers", NOW));
  }

  @Test
  void uniqueJobStaysUntilItIsReplaced() {
    var second = JobId.next();
    var none = Optional.<JobId>empty();

    assertThat(jobs().setUnique("k", job.owner(), job.id(), none, NOW)).isEqualTo(job.id());
    assertThat(jobs().setUnique("k", job.owner(), second, none, NOW)).isEqualTo(job.id());
    assertThat(jobs().setUnique("k", job.owner(), second, Optional.of(JobId.next()), NOW))
        .isEqualTo(job.id());
    assertThat(jobs().setUnique("k", job.owner(), second, Optional.of(job.id()), NOW))
        .isEqualTo(second);
    assertThat(jobs().setUnique("other", job.owner(), job.id(), none, NOW)).isEqualTo(job.id());
  }

  @Test
  void runningJobIsStalledWhenItIsNeitherDueNorClaimed() {
    jobs().add(job);
    var pause = Duration.ofMinutes(10);

    assertThat(jobs().stalled(JobId.next(), NOW)).isEmpty();
    assertThat(jobs().stalled(job.id(), job.createdAt().minusMillis(1))).isEmpty();
    assertThat(jobs().stalled(job.id(), job.createdAt())).hasValue(0L);
    var fence = claimed(0, "m");
    assertThat(jobs().stalled(job.id(), CLAIM_END.minusMillis(1))).isEmpty();
    assertThat(jobs().stalled(job.id(), CLAIM_END)).hasValue(0L);
    jobs()
        .record(
            job.id(), 0, fence, new SliceResult.Later(Map.of(), new Progress(1, 2), pause), NOW);
    assertThat(jobs().stalled(job.id(), NOW.plus(pause).minusMillis(1))).isEmpty();
    assertThat(jobs().stalled(job.id(), NOW.plus(pause))).hasValue(1L);
    var done = new SliceResult.Done(Map.of(), new Progress(2, 2));
    jobs().record(job.id(), 1, claimed(1, "n"), done, NOW);
    assertThat(jobs().stalled(job.id(), CLAIM_END)).isEmpty();
  }

  long claimed(long slice, String message) {
    return ((Claim.Granted) jobs().claim(job.id(), slice, message, NOW, CLAIM_END)).fence();
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<T>();
      for (var call : threads.invokeAll(calls)) {
        results.add(call.get());
      }
      return results;
    }
  }
}
