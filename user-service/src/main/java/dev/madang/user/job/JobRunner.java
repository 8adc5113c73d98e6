package dev.madang.user.job;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.Job.State;
import dev.madang.user.job.JobHandler.SliceResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs the slice that a message asks for. Each line may be where we die; the message comes again
 * unless {@link #run} returned. docs/decisions/jobs.md goes through the lines.
 */
@Component
class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final Map<String, JobHandler> works;
  private final JobStore records;
  private final JobQueue queue;
  private final Duration lease;
  private final Clock clock;

  JobRunner(
      List<JobHandler> works,
      JobStore records,
      JobQueue queue,
      JobProperties properties,
      Clock clock) {
    this.works = works.stream().collect(toMap(JobHandler::type, identity()));
    this.records = records;
    this.queue = queue;
    this.lease = properties.lease();
    this.clock = clock;
  }

  /**
   * Returns when the message is no longer needed.
   *
   * @param messageId the same when the same message comes again
   */
  void run(JobMessage message, String messageId) {
    var work = works.get(message.type());
    if (work == null) {
      throw new UnknownJobType(message.type());
    }
    var now = now();
    records.add(unstarted(message, now));
    switch (records.claim(message.id(), message.slice(), messageId, now, now.plus(lease))) {
      case Claim.Granted(var job, var fence) -> run(work, job, message, fence);
      case Claim.NextNotBegun(var notBefore) -> queue.send(message.next(), until(notBefore));
      case Claim.Passed() -> LOG.debug("Job {} is further on", message.id());
      case Claim.HeldForAnotherMessage() -> LOG.info("Job {} is run by another", message.id());
      case Claim.HeldForThisMessage(var until) ->
          throw new SliceAlreadyClaimed(message.id(), until);
    }
  }

  private void run(JobHandler work, Job job, JobMessage message, long fence) {
    var ended = work.next(job);
    if (!records.record(job.id(), message.slice(), fence, ended, now())) {
      LOG.warn("Job {}: slice {} took too long; another goes on", job.id(), message.slice());
      return;
    }
    switch (ended) {
      case SliceResult.Continue _ -> queue.send(message.next(), Duration.ZERO);
      case SliceResult.Later(_, _, var pause) -> queue.send(message.next(), pause);
      case SliceResult.Done _ -> LOG.info("Job {} of type {} is done", job.id(), job.type());
      case SliceResult.Failed(var reason) ->
          LOG.warn("Job {} of type {} failed: {}", job.id(), job.type(), reason);
    }
  }

  private Duration until(Instant time) {
    var left = Duration.between(clock.instant(), time);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Job unstarted(JobMessage message, Instant now) {
    return new Job(
        message.id(),
        message.owner(),
        message.type(),
        message.input(),
        Map.of(),
        new Progress(0, 0),
        new State.Running(),
        now);
  }
}
