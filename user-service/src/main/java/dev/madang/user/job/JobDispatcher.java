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

/** Jobs whose slices are messages of a queue. */
@Component
class JobDispatcher implements Jobs {

  // Longer than a message that fails takes to come again.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final JobQueue queue;
  private final JobStore records;
  private final Clock clock;

  JobDispatcher(JobQueue queue, JobStore records, Clock clock) {
    this.queue = queue;
    this.records = records;
    this.clock = clock;
  }

  @Override
  public Job start(JobId id, String type, UserId owner, Map<String, String> input) {
    // The message first: if we die after it, whoever reads it writes the job down.
    queue.send(new JobMessage(id, type, owner, input, 0), Duration.ZERO);
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return records.add(
        new Job(id, owner, type, input, Map.of(), new Progress(0, 0), new State.Running(), now));
  }

  @Override
  public Job startUnique(String type, UserId owner, Map<String, String> input, Again again) {
    var id = JobId.next();
    var standing = records.appoint(type, owner, id, Optional.empty(), clock.instant());
    var job = records.find(standing);
    if (job.isPresent()) {
      wake(job.get());
    }
    if (job.isPresent() && (job.get().state() instanceof State.Running || again == Again.NEVER)) {
      return job.get();
    }
    if (job.isPresent()) {
      standing = records.appoint(type, owner, id, Optional.of(standing), clock.instant());
    }
    // Also when whoever appointed it died before its first message: twice is once.
    return start(standing, type, owner, input);
  }

  /** Sends the message again that ended among the dead letters. */
  private void wake(Job job) {
    records
        .stalled(job.id(), clock.instant().minus(PATIENCE))
        .map(slice -> new JobMessage(job.id(), job.type(), job.owner(), job.input(), slice))
        .ifPresent(message -> queue.send(message, Duration.ZERO));
  }

  @Override
  public Optional<Job> find(JobId id) {
    return records.find(id);
  }
}
