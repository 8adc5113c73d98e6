package dev.madang.user.job;

import dev.madang.user.UserId;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.Job.State;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Sends a message per slice. */
@Component
class JobDispatcher implements Jobs {

  // Longer than the redelivery of a message takes.
  private static final Duration STALLED_AFTER = Duration.ofMinutes(5);

  private final JobQueue queue;
  private final JobStore store;
  private final Clock clock;

  JobDispatcher(JobQueue queue, JobStore store, Clock clock) {
    this.queue = queue;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Job start(JobId id, String type, UserId owner, Map<String, String> input) {
    // The message first: after a crash its receiver stores the job.
    queue.send(new JobMessage(id, type, owner, input, 0), Duration.ZERO);
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return store.add(
        new Job(id, owner, type, input, Map.of(), new Progress(0, 0), new State.Running(), now));
  }

  @Override
  public Job startUnique(String type, UserId owner, Map<String, String> input, Again again) {
    var id = JobId.next();
    var current = store.setUnique(type, owner, id, Optional.empty(), clock.instant());
    var job = store.find(current);
    if (job.isPresent()) {
      resendIfStalled(job.get());
    }
    if (job.isPresent() && (job.get().state() instanceof State.Running || again == Again.NEVER)) {
      return job.get();
    }
    if (job.isPresent()) {
      current = store.setUnique(type, owner, id, Optional.of(current), clock.instant());
    }
    // Also after a crash between setUnique and the first message; start is idempotent.
    return start(current, type, owner, input);
  }

  /** Its message may be in the dead-letter queue. */
  private void resendIfStalled(Job job) {
    store
        .stalled(job.id(), clock.instant().minus(STALLED_AFTER))
        .map(slice -> new JobMessage(job.id(), job.type(), job.owner(), job.input(), slice))
        .ifPresent(message -> queue.send(message, Duration.ZERO));
  }

  @Override
  public Optional<Job> find(JobId id) {
    return store.find(id);
  }
}
