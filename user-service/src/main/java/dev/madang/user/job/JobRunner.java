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
 * Runs the slice that a message requests. The process may crash at any line; the message is
 * redelivered unless {@link #run} has returned. See docs/decisions/jobs.md.
 */
@Component
class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final Map<String, JobHandler> handlers;
  private final JobStore store;
  private final JobQueue queue;
  private final Duration lease;
  private final Clock clock;

  JobRunner(
      List<JobHandler> handlers,
      JobStore store,
      JobQueue queue,
      JobProperties properties,
      Clock clock) {
    this.handlers = handlers.stream().collect(toMap(JobHandler::type, identity()));
    this.store = store;
    this.queue = queue;
    this.lease = properties.lease();
    this.clock = clock;
  }

  /**
   * Returns when the message can be acknowledged.
   *
   * @param messageId the same for each delivery of a message
   */
  void run(JobMessage message, String messageId) {
    var handler = handlers.get(message.type());
    if (handler == null) {
      throw new UnknownJobType(message.type());
    }
    var now = now();
    store.add(newJob(message, now));
    switch (store.claim(message.id(), message.slice(), messageId, now, now.plus(lease))) {
      case Claim.Granted(var job, var fence) -> run(handler, job, message, fence);
      case Claim.NextNotClaimed(var notBefore) -> queue.send(message.next(), until(notBefore));
      case Claim.Outdated() -> LOG.debug("Skipping an outdated message of job {}", message.id());
      case Claim.HeldByAnotherMessage() ->
          LOG.info("Skipping a duplicate message of job {}", message.id());
      case Claim.HeldByThisMessage(var until) -> throw new SliceAlreadyClaimed(message.id(), until);
    }
  }

  private void run(JobHandler handler, Job job, JobMessage message, long fence) {
    var result = handler.next(job);
    if (!store.record(job.id(), message.slice(), fence, result, now())) {
      LOG.warn("Slice {} of job {} lost its expired claim", message.slice(), job.id());
      return;
    }
    switch (result) {
      case SliceResult.Continue _ -> queue.send(message.next(), Duration.ZERO);
      case SliceResult.Later(_, _, var pause) -> queue.send(message.next(), pause);
      case SliceResult.Done _ -> LOG.info("Job {} of type {} succeeded", job.id(), job.type());
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

  private static Job newJob(JobMessage message, Instant now) {
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
