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

/** What every record of jobs promises. */
abstract class JobStoreContract {

  static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123Z");
  private static final Instant LAPSE = NOW.plusSeconds(25);
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
  void keepsWhatItWasGiven() {
    assertThat(jobs().add(job)).isEqualTo(job);
    assertThat(jobs().find(job.id())).contains(job);
    assertThat(jobs().find(JobId.next())).isEmpty();
  }

  @Test
  void aJobIsWrittenDownOnceAndNeverPutBack() {
    jobs().add(job);
    var fence = claimed(0, "m");
    jobs().record(job.id(), 0, fence, HALF, NOW);

    assertThat(jobs().add(job).checkpoint()).isEqualTo(Map.of("after", "b"));
    assertThat(jobs().find(job.id()).orElseThrow().progress()).isEqualTo(new Progress(1, 2));
  }

  @Test
  void ofManyReceiversOfOneMessageOneRunsTheSlice() throws Exception {
    jobs().add(job);
    var receivers =
        IntStream.range(0, 8)
            .<Callable<Claim>>mapToObj(_ -> () -> jobs().claim(job.id(), 0, "m", NOW, LAPSE))
            .toList();

    assertThat(atOnce(receivers)).filteredOn(Claim.Granted.class::isInstance).hasSize(1);
  }

  @Test
  void aDoubleKnowsWhetherTheHolderHasAMessageOfItsOwn() {
    jobs().add(job);
    claimed(0, "m");

    assertThat(jobs().claim(job.id(), 0, "double", NOW, LAPSE))
        .isEqualTo(new Claim.HeldForAnotherMessage());
    assertThat(jobs().claim(job.id(), 0, "m", NOW, LAPSE))
        .isEqualTo(new Claim.HeldForThisMessage(LAPSE));
  }

  @Test
  void aClaimThatLapsedIsTakenOverAndItsHolderCanRecordNothing() {
    jobs().add(job);
    var slow = claimed(0, "m");
    var next =
        (Claim.Granted) jobs().claim(job.id(), 0, "m", LAPSE, LAPSE.plus(Duration.ofSeconds(25)));

    assertThat(next.fence()).isGreaterThan(slow);
    assertThat(jobs().record(job.id(), 0, slow, HALF, LAPSE)).isFalse();
    assertThat(jobs().find(job.id())).contains(job);
    assertThat(jobs().record(job.id(), 0, next.fence(), HALF, LAPSE)).isTrue();
    assertThat(jobs().record(job.id(), 0, next.fence(), HALF, LAPSE)).isFalse();
  }

  @Test
  void aSliceGoesOnWhereTheLastOneLeftOff() {
    jobs().add(job);
    jobs().record(job.id(), 0, claimed(0, "m"), HALF, NOW);

    var granted = (Claim.Granted) jobs().claim(job.id(), 1, "n", NOW, LAPSE);

    assertThat(granted.job().checkpoint()).isEqualTo(Map.of("after", "b"));
    assertThat(granted.job().input()).isEqualTo(job.input());
  }

  @Test
  void aMessageWhoseSliceIsRecordedLearnsWhetherTheNextHasBegun() {
    jobs().add(job);
    var later = new SliceResult.Later(Map.of(), new Progress(1, 3), Duration.ofMinutes(15));
    jobs().record(job.id(), 0, claimed(0, "m"), later, NOW);
    assertThat(jobs().claim(job.id(), 0, "m", NOW, LAPSE))
        .isEqualTo(new Claim.NextNotBegun(NOW.plus(Duration.ofMinutes(15))));

    claimed(1, "n");
    assertThat(jobs().claim(job.id(), 0, "m", NOW, LAPSE)).isEqualTo(new Claim.Passed());

    jobs().record(job.id(), 1, 2, HALF, NOW);
    assertThat(jobs().claim(job.id(), 0, "m", NOW, LAPSE)).isEqualTo(new Claim.Passed());
  }

  @Test
  void aSliceThatCannotBeYetIsAMistake() {
    jobs().add(job);

    assertThatIllegalStateException().isThrownBy(() -> jobs().claim(job.id(), 1, "n", NOW, LAPSE));
  }

  @Test
  void whatIsDoneStaysSo() {
    jobs().add(job);
    var done = new SliceResult.Done(Map.of("counted", "2"), new Progress(2, 2));
    jobs().record(job.id(), 0, claimed(0, "m"), done, NOW);

    assertThat(jobs().claim(job.id(), 0, "m", NOW, LAPSE)).isEqualTo(new Claim.Passed());
    assertThat(jobs().find(job.id()).orElseThrow().state())
        .isEqualTo(new State.Done(Map.of("counted", "2"), NOW));
    assertThat(jobs().add(job).state()).isInstanceOf(State.Done.class);
  }

  @Test
  void whatCannotBeDoneSaysWhy() {
    jobs().add(job);
    jobs().record(job.id(), 0, claimed(0, "m"), new SliceResult.Failed("no-numbers"), NOW);

    assertThat(jobs().find(job.id()).orElseThrow().state())
        .isEqualTo(new State.Failed("no-numbers", NOW));
  }

  @Test
  void theFirstJobOfItsKindStandsUntilItIsReplaced() {
    var second = JobId.next();
    var none = Optional.<JobId>empty();

    assertThat(jobs().appoint("k", job.owner(), job.id(), none, NOW)).isEqualTo(job.id());
    assertThat(jobs().appoint("k", job.owner(), second, none, NOW)).isEqualTo(job.id());
    assertThat(jobs().appoint("k", job.owner(), second, Optional.of(JobId.next()), NOW))
        .isEqualTo(job.id());
    assertThat(jobs().appoint("k", job.owner(), second, Optional.of(job.id()), NOW))
        .isEqualTo(second);
    assertThat(jobs().appoint("other", job.owner(), job.id(), none, NOW)).isEqualTo(job.id());
  }

  @Test
  void aJobIsStalledWhenNobodyWasToRunItForLong() {
    jobs().add(job);
    var pause = Duration.ofMinutes(10);

    assertThat(jobs().stalled(JobId.next(), NOW)).isEmpty();
    assertThat(jobs().stalled(job.id(), job.createdAt().minusMillis(1))).isEmpty();
    assertThat(jobs().stalled(job.id(), job.createdAt())).hasValue(0L);
    var fence = claimed(0, "m");
    assertThat(jobs().stalled(job.id(), LAPSE.minusMillis(1))).isEmpty();
    assertThat(jobs().stalled(job.id(), LAPSE)).hasValue(0L);
    jobs()
        .record(
            job.id(), 0, fence, new SliceResult.Later(Map.of(), new Progress(1, 2), pause), NOW);
    assertThat(jobs().stalled(job.id(), NOW.plus(pause).minusMillis(1))).isEmpty();
    assertThat(jobs().stalled(job.id(), NOW.plus(pause))).hasValue(1L);
    var done = new SliceResult.Done(Map.of(), new Progress(2, 2));
    jobs().record(job.id(), 1, claimed(1, "n"), done, NOW);
    assertThat(jobs().stalled(job.id(), LAPSE)).isEmpty();
  }

  long claimed(long slice, String message) {
    return ((Claim.Granted) jobs().claim(job.id(), slice, message, NOW, LAPSE)).fence();
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
