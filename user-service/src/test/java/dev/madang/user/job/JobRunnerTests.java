package dev.madang.user.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.madang.user.UserId;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.Job.State;
import dev.madang.user.job.JobHandler.SliceResult;
import dev.madang.user.job.Jobs.Again;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
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

/** A job of three slices, and every point at which whoever runs it may die. */
class JobRunnerTests {

  /** Where the process ends: just before it would do this, or just after. */
  enum Death {
    BEFORE_WRITING_DOWN,
    AFTER_WRITING_DOWN,
    BEFORE_CLAIM,
    AFTER_CLAIM,
    IN_THE_WORK,
    AFTER_THE_WORK,
    AFTER_RECORD,
    AFTER_SENDING_NEXT
  }

  private static final class Died extends RuntimeException {}

  private final SettableClock clock = new SettableClock();
  private final UserId ada = new UserId(UUID.randomUUID().toString());
  private final InMemoryJobStore table = new InMemoryJobStore();
  private final FakeQueue queue = new FakeQueue();
  private final Counting counting = new Counting();
  private final JobProperties properties =
      new JobProperties("t", "q", Duration.ofSeconds(25), Duration.ofDays(30));
  private final Jobs jobs = new JobDispatcher(queue, table, clock);
  private Optional<Death> next = Optional.empty();
  private final JobRunner runner =
      new JobRunner(List.of(counting), new Mortal(table), queue, properties, clock);

  @Test
  void aJobRunsSliceBySliceToItsEnd() {
    var job = jobs.start(JobId.next(), "counting", ada, Map.of("upTo", "3"));

    queue.deliverAll(runner);

    assertThat(counting.begun).containsExactly(0, 1, 2);
    assertThat(state(job)).isEqualTo(new State.Done(Map.of("counted", "3"), clock.instant()));
  }

  @ParameterizedTest
  @EnumSource
  void whereverItsRunnerDiesTheJobGoesOnAndEnds(Death death) {
    var job = jobs.start(JobId.next(), "counting", ada, Map.of("upTo", "3"));
    next = Optional.of(death);

    queue.deliverAll(runner);

    assertThat(next).as("died").isEmpty();
    assertThat(state(job)).isEqualTo(new State.Done(Map.of("counted", "3"), clock.instant()));
    assertThat(counting.begun).contains(0, 1, 2).hasSizeBetween(3, 4);
    assertThat(queue.messages).isEmpty();
  }

  @Test
  void whoStartsAJobAndDiesAfterTheMessageHasStartedIt() {
    var id = JobId.next();
    queue.send(new JobMessage(id, "counting", ada, Map.of("upTo", "1"), 0), Duration.ZERO);

    queue.deliverAll(runner);

    assertThat(table.find(id).orElseThrow().state()).isInstanceOf(State.Done.class);
  }

  @Test
  void aJobThatIsRunBeforeItsStarterWroteItDownIsNotPutBack() {
    var id = JobId.next();
    queue.onSend = () -> queue.deliverAll(runner);

    var job = jobs.start(id, "counting", ada, Map.of("upTo", "1"));

    assertThat(job.state()).isInstanceOf(State.Done.class);
  }

  @Test
  void aDoubledMessageRunsNoSliceTwice() {
    var job = jobs.start(JobId.next(), "counting", ada, Map.of("upTo", "3"));
    queue.doubleAll = true;

    queue.deliverAll(runner);

    assertThat(counting.begun).containsExactly(0, 1, 2);
    assertThat(state(job)).isInstanceOf(State.Done.class);
  }

  @Test
  void aSliceThatWasOvertakenWritesNothing() {
    var job = jobs.start(JobId.next(), "counting", ada, Map.of("upTo", "2"));
    counting.during =
        () -> {
          counting.during = () -> {};
          clock.pass(Duration.ofSeconds(30));
          runner.run(new JobMessage(job.id(), "counting", ada, job.input(), 0), "double");
        };

    queue.deliverAll(runner);

    assertThat(counting.begun).containsExactly(0, 0, 1);
    assertThat(state(job)).isEqualTo(new State.Done(Map.of("counted", "2"), clock.instant()));
  }

  @Test
  void aSliceThatFailsIsTriedAgain() {
    var job = jobs.start(JobId.next(), "counting", ada, Map.of("upTo", "1"));
    counting.during =
        () -> {
          counting.during = () -> {};
          throw new IllegalStateException("not now");
        };

    queue.deliverAll(runner);

    assertThat(counting.begun).containsExactly(0, 0);
    assertThat(state(job)).isInstanceOf(State.Done.class);
  }

  @Test
  void aPauseIsPassedOnToTheQueue() {
    counting.pause = Duration.ofMinutes(5);
    jobs.start(JobId.next(), "counting", ada, Map.of("upTo", "2"));

    queue.deliverAll(runner);

    assertThat(queue.pauses).containsExactly(Duration.ZERO, Duration.ofMinutes(5));
  }

  @Test
  void aPauseIsNotWaitedForAgainWhenItsMessageHadToBeSentAgain() {
    counting.pause = Duration.ofMinutes(5);
    var job = jobs.start(JobId.next(), "counting", ada, Map.of("upTo", "2"));
    next = Optional.of(Death.AFTER_RECORD);

    queue.deliverAll(runner);

    assertThat(queue.pauses).containsExactly(Duration.ZERO, Duration.ofMinutes(5).minusSeconds(30));
    assertThat(state(job)).isInstanceOf(State.Done.class);
  }

  @Test
  void whatNobodyCanDoComesAgainUntilItIsADeadLetter() {
    var message = new JobMessage(JobId.next(), "flying", ada, Map.of(), 0);

    assertThatExceptionOfType(UnknownJobType.class).isThrownBy(() -> runner.run(message, "m"));
    assertThat(table.find(message.id())).isEmpty();
  }

  @Test
  void whatCannotBeDoneFailsAndIsNotTriedAgain() {
    var job = jobs.start(JobId.next(), "counting", ada, Map.of("upTo", "-1"));

    queue.deliverAll(runner);

    assertThat(state(job)).isEqualTo(new State.Failed("negative", clock.instant()));
    assertThat(queue.messages).isEmpty();
  }

  @Test
  void theOnlyJobOfItsKindIsAnsweredWhileItRuns() {
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
  void whoAppointedAJobAndDiedBeforeItsMessageIsFollowedUp() {
    var appointed = table.appoint("counting", ada, JobId.next(), Optional.empty(), clock.instant());

    var job = jobs.startUnique("counting", ada, Map.of("upTo", "1"), Again.NEVER);
    queue.deliverAll(runner);

    assertThat(job.id()).isEqualTo(appointed);
    assertThat(state(job)).isInstanceOf(State.Done.class);
  }

  private State state(Job job) {
    return table.find(job.id()).orElseThrow().state();
  }

  private void dieAt(Death death) {
    if (next.filter(death::equals).isPresent()) {
      next = Optional.empty();
      throw new Died();
    }
  }

  /** Counts to a number, one a slice. */
  private final class Counting implements JobHandler {

    private final List<Integer> begun = new ArrayList<>();
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
      begun.add(counted);
      dieAt(Death.IN_THE_WORK);
      during.run();
      var slice = slice(counted + 1, upTo);
      dieAt(Death.AFTER_THE_WORK);
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

  /** Dies around each write. */
  private final class Mortal implements JobStore {

    private final JobStore table;

    private Mortal(JobStore table) {
      this.table = table;
    }

    @Override
    public Job add(Job job) {
      dieAt(Death.BEFORE_WRITING_DOWN);
      var added = table.add(job);
      dieAt(Death.AFTER_WRITING_DOWN);
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
      dieAt(Death.BEFORE_CLAIM);
      var claim = table.claim(id, slice, message, now, until);
      dieAt(Death.AFTER_CLAIM);
      return claim;
    }

    @Override
    public boolean record(JobId id, long slice, long fence, SliceResult ended, Instant now) {
      var recorded = table.record(id, slice, fence, ended, now);
      dieAt(Death.AFTER_RECORD);
      return recorded;
    }

    @Override
    public JobId appoint(
        String kind, UserId owner, JobId id, Optional<JobId> replaced, Instant now) {
      return table.appoint(kind, owner, id, replaced, now);
    }
  }

  @Test
  void aJobWhoseMessageIsADeadLetterGoesOnWhenItIsAskedForAgain() {
    var job = jobs.startUnique("counting", ada, Map.of("upTo", "3"), Again.NEVER);
    var first = queue.messages.remove();
    runner.run(first.message(), first.id());
    queue.messages.clear();

    assertThat(jobs.startUnique("counting", ada, Map.of("upTo", "3"), Again.NEVER).id())
        .isEqualTo(job.id());
    assertThat(queue.messages).as("while it may still come").isEmpty();
    clock.pass(Duration.ofMinutes(6));
    jobs.startUnique("counting", ada, Map.of("upTo", "3"), Again.NEVER);
    queue.deliverAll(runner);

    assertThat(counting.begun).containsExactly(0, 1, 2);
    assertThat(state(job)).isInstanceOf(State.Done.class);
    jobs.startUnique("counting", ada, Map.of("upTo", "3"), Again.NEVER);
    assertThat(queue.messages).as("after the end").isEmpty();
  }

  /** A message that was not acknowledged comes again after 30 s, under the same name. */
  private final class FakeQueue implements JobQueue {

    private record Received(JobMessage message, String id) {}

    private final Deque<Received> messages = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private boolean doubleAll;
    private Runnable onSend = () -> {};

    @Override
    public void send(JobMessage message, Duration pause) {
      messages.add(new Received(message, UUID.randomUUID().toString()));
      if (doubleAll) {
        messages.add(new Received(message, UUID.randomUUID().toString()));
      }
      pauses.add(pause);
      onSend.run();
      if (message.slice() > 0) {
        dieAt(Death.AFTER_SENDING_NEXT);
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

  private static final class SettableClock extends Clock {

    private Instant now = Instant.parse("2026-11-23T09:30:00.123Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
