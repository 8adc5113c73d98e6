package dev.madang.user.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.madang.user.MovableClock;
import dev.madang.user.UserId;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.Job.State;
import dev.madang.user.job.JobHandler.SliceResult;
import dev.madang.user.job.Jobs.Again;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs of three slices, with a crash at every step. */
class JobRunnerTests {

  /** The step before or after which the process crashes. */
  enum Crash {
    BEFORE_ADD,
    AFTER_ADD,
    BEFORE_CLAIM,
    AFTER_CLAIM,
    IN_HANDLER,
    AFTER_HANDLER,
    AFTER_RECORD,
    AFTER_SENDING_NEXT
  }

  private static final class Crashed extends RuntimeException {}

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T09:30:00.123Z"));
  private final UserId ada = new UserId(UUID.randomUUID().toString());
  private final InMemoryJobStore table = new InMemoryJobStore();
  private final FakeQueue queue = new FakeQueue();
  private final Counting counting = new Counting();
  private final JobProperties properties =
      new JobProperties("t", "q", Duration.ofSeconds(25), Duration.ofDays(30));
  private final Jobs jobs = new JobDispatcher(queue, table, clock);
  private Optional<Crash> next = Optional.empty();
  private final JobRunner runner =
      new JobRunner(List.of(counting), new CrashingJobStore(table), queue, properties, clock);

  @Test
  void jobRunsSliceBySlice() {
    var job = jobs.start(JobId.next(), "counting", ada, Map.of("upTo", "3"));

    queue.deliverAll(runner);

    assertThat(counting.starts).containsExactly(0, 1, 2);
    assertThat(state(job)).isEqualTo(new State.Done(Map.of("counted", "3"), clock.instant()));
  }

  @ParameterizedTest
  @EnumSource
  void jobSurvivesACrashAtAnyStep(Crash death) {
    var job = jobs.start(JobId.next(), "counting", ada, Map.of("upTo", "3"));
    next = Optional.of(death);

    queue.deliverAll(runner);

    assertThat(next).as("crashed").isEmpty();
    assertThat(state(job)).isEqualTo(new State.Done(Map.of("counted", "3"), clock.instant()));
    assertThat(counting.starts).contains(0, 1, 2).hasSizeBetween(3, 4);
    assertThat(queue.messages).isEmpty();
  }

  @Test
  void jobExistsAfterACrashBehindItsFirstMessage() {
    var id = JobId.next();
    queue.send(new JobMessage(id, "counting", ada, Map.of("upTo", "1"), 0), Duration.ZERO);

    queue.deliverAll(runner);

    assertThat(table.find(id).orElseThrow().state()).isInstanceOf(State.Done.class);
  }

  @Test
  void jobThatRunsBeforeItIsStoredIsNotReset() {
    var id = JobId.next();
    queue.onSend = () -> queue.deliverAll(runner);

    var job = jobs.start(id, "counting", ada, Map.of("upTo", "1"));

    assertThat(job.state()).isInstanceOf(State.Done.class);
  }

  @Test
  void duplicateMessagesRunNoSliceTwice() {
    var job = jobs.start(JobId.next(), "counting", ada, Map.of("upTo", "3"));
    queue.duplicateAll = true;

    queue.deliverAll(runner);

    assertThat(counting.starts).containsExactly(0, 1, 2);
    assertThat(state(job)).isInstanceOf(State.Done.class);
  }

  @Test
  void sliceWithAnExpiredClaimRecordsNothing() {
    var job = jobs.start(JobId.next(), "counting", ada, Map.of("upTo", "2"));
    counting.during =
        () -> {
          counting.during = () -> {};
          clock.pass(Duration.ofSeconds(30));
          runner.run(new JobMessage(job.id(), "counting", ada, job.input(), 0), "duplicate");
        };

    queue.deliverAll(runner);

    assertThat(counting.starts).containsExactly(0, 0, 1);
    assertThat(state(job)).isEqualTo(new State.Done(Map.of("counted", "2"), clock.instant()));
  }

  @Test
  void failedSliceIsRetried() {
    var job = jobs.start(JobId.next(), "counting", ada, Map.of("upTo", "1"));
    counting.during =
        () -> {
          counting.during = () -> {};
          throw new IllegalStateException("not now");
        };

    queue.deliverAll(runner);

    assertThat(counting.starts).containsExactly(0, 0);
    assertThat(state(job)).isInstanceOf(State.Done.class);
  }

  @Test
  void pauseDelaysTheMessage() {
    counting.pause = Duration.ofMinutes(5);
    jobs.start(JobId.next(), "counting", ada, Map.of("upTo", "2"));

    queue.deliverAll(runner);

    assertThat(queue.pauses).containsExactly(Duration.ZERO, Duration.ofMinutes(5));
  }

  @Test
  void resentMessageWaitsOnlyForTheRestOfThePause() {
    counting.pause = Duration.ofMinutes(5);
    var job = jobs.start(JobId.next(), "counting", ada, Map.of("upTo", "2"));
    next = Optional.of(Crash.AFTER_RECORD);

    queue.deliverAll(runner);

    assertThat(queue.pauses).containsExactly(Duration.ZERO, Duration.ofMinutes(5).minusSeconds(30));
    assertThat(state(job)).isInstanceOf(State.Done.class);
  }

  @Test
  void unknownTypeIsRedelivered() {
    var message = new JobMessage(JobId.next(), "flying", ada, Map.of(), 0);

    assertThatExceptionOfType(UnknownJobType.class).isThrownBy(() -> runner.run(message, "m"));
    assertThat(table.find(message.id())).isEmpty();
  }

  @Test
  void failedJobIsNotRetried() {
    var job = jobs.start(JobId.next(), "counting", ada, Map.of("upTo", "-1"));

    queue.deliverAll(runner);

    assertThat(state(job)).isEqualTo(new State.Failed("negative", clock.instant()));
    assertThat(queue.messages).isEmpty();
  }

  @Test
  void uniqueJobIsReturnedWhileItRuns() {
    var job = jobs.startUnique("counting", ada, Map.of("upTo", "1"), Again.WHEN_ENDED);
    assertThat(jobs.startUnique("counting", ada, Map.of("upTo", "1"), Again.WHEN_ENDED).id())
        .isEqualTo(job.id());

    queue.deliverAll(runner);

    assertThat(jobs.startUnique("counting", ada, Map.of("upTo", "1"), Again.NEVER).id())
        .isEqualTo(job.id());
    assertThat(jobs.startUnique("counting", ada, Map.of("upTo", "1"), Again.WHEN_ENDED).id())
        .isNotEqualTo(job.id());
  }

  @Test
  void uniqueJobIsStartedAfterACrashBeforeItsMessage() {
    var existing =
        table.setUnique("counting", ada, JobId.next(), Optional.empty(), clock.instant());

    var job = jobs.startUnique("counting", ada, Map.of("upTo", "1"), Again.NEVER);
    queue.deliverAll(runner);

    assertThat(job.id()).isEqualTo(existing);
    assertThat(state(job)).isInstanceOf(State.Done.class);
  }

  private State state(Job job) {
    return table.find(job.id()).orElseThrow().state();
  }

  private void crashAt(Crash death) {
    if (next.filter(death::equals).isPresent()) {
      next = Optional.empty();
      throw new Crashed();
    }
  }

  /** Counts to a number, one per slice. */
  private final class Counting implements JobHandler {

    private final List<Integer> starts = new ArrayList<>();
    private Duration pause = Duration.ZERO;
    private Runnable during = () -> {};

    @Override
    public String type() {
      return "counting";
    }

    @Override
    public SliceResult next(Job job) {
      int counted = Integer.parseInt(job.checkpoint().getOrDefault("counted", "0"));
      int upTo = Integer.parseInt(job.input().getOrDefault("upTo", "0"));
      starts.add(counted);
      crashAt(Crash.IN_HANDLER);
      during.run();
      var slice = slice(counted + 1, upTo);
      crashAt(Crash.AFTER_HANDLER);
      return slice;
    }

    private SliceResult slice(int counted, int upTo) {
      if (upTo < 0) {
        return new SliceResult.Failed("negative");
      }
      var progress = new Progress(counted, upTo);
      var checkpoint = Map.of("counted", Integer.toString(counted));
      if (counted == upTo) {
        return new SliceResult.Done(checkpoint, progress);
      }
      return pause.isZero()
          ? new SliceResult.Continue(checkpoint, progress)
          : new SliceResult.Later(checkpoint, progress, pause);
    }
  }

  /** Crashes around each write. */
  private final class CrashingJobStore implements JobStore {

    private final JobStore table;

    private CrashingJobStore(JobStore table) {
      this.table = table;
    }

    @Override
    public Job add(Job job) {
      crashAt(Crash.BEFORE_ADD);
      var added = table.add(job);
      crashAt(Crash.AFTER_ADD);
      return added;
    }

    @Override
    public Optional<Job> find(JobId id) {
      return table.find(id);
    }

    @Override
    public Optional<Long> stalled(JobId id, Instant since) {
      return table.stalled(id, since);
    }

    @Override
    public Claim claim(JobId id, long slice, String message, Instant now, Instant until) {
      crashAt(Crash.BEFORE_CLAIM);
      var claim = table.claim(id, slice, message, now, until);
      crashAt(Crash.AFTER_CLAIM);
      return claim;
    }

    @Override
    public boolean record(JobId id, long slice, long fence, SliceResult ended, Instant now) {
      var recorded = table.record(id, slice, fence, ended, now);
      crashAt(Crash.AFTER_RECORD);
      return recorded;
    }

    @Override
    public JobId setUnique(
        String type, UserId owner, JobId id, Optional<JobId> previous, Instant now) {
      return table.setUnique(type, owner, id, previous, now);
    }
  }

  @Test
  void stalledUniqueJobIsResumedWhenItIsRequestedAgain() {
    var job = jobs.startUnique("counting", ada, Map.of("upTo", "3"), Again.NEVER);
    var first = queue.messages.remove();
    runner.run(first.message(), first.id());
    queue.messages.clear();

    assertThat(jobs.startUnique("counting", ada, Map.of("upTo", "3"), Again.NEVER).id())
        .isEqualTo(job.id());
    assertThat(queue.messages).as("while it can still be delivered").isEmpty();
    clock.pass(Duration.ofMinutes(6));
    jobs.startUnique("counting", ada, Map.of("upTo", "3"), Again.NEVER);
    queue.deliverAll(runner);

    assertThat(counting.starts).containsExactly(0, 1, 2);
    assertThat(state(job)).isInstanceOf(State.Done.class);
    jobs.startUnique("counting", ada, Map.of("upTo", "3"), Again.NEVER);
    assertThat(queue.messages).as("after the end").isEmpty();
  }

  /** Redelivers a message that was not acknowledged after 30 s, with the same id. */
  private final class FakeQueue implements JobQueue {

    private record Received(JobMessage message, String id) {}

    private final Deque<Received> messages = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private boolean duplicateAll;
    private Runnable onSend = () -> {};

    @Override
    public void send(JobMessage message, Duration pause) {
      messages.add(new Received(message, UUID.randomUUID().toString()));
      if (duplicateAll) {
        messages.add(new Received(message, UUID.randomUUID().toString()));
      }
      pauses.add(pause);
      onSend.run();
      if (message.slice() > 0) {
        crashAt(Crash.AFTER_SENDING_NEXT);
      }
    }

    void deliverAll(JobRunner runner) {
      for (int received = 0; received < 100 && !messages.isEmpty(); received++) {
        var message = messages.remove();
        try {
          runner.run(message.message(), message.id());
        } catch (RuntimeException unacknowledged) {
          clock.pass(Duration.ofSeconds(30));
          messages.addFirst(message);
        }
      }
    }
  }
}
