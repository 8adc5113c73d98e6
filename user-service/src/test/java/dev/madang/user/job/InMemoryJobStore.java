package dev.madang.user.job;

import static java.util.Objects.requireNonNull;

import dev.madang.user.UserId;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.Job.State;
import dev.madang.user.job.JobHandler.SliceResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Behaves like the DynamoDB table; {@link JobStoreContract} checks both. */
class InMemoryJobStore implements JobStore {

  private static final class Row {
    private Job job;
    private long slices;
    private long claims;
    private Optional<Instant> claimedUntil = Optional.empty();
    private String message = "";
    private Instant notBefore = Instant.EPOCH;

    private Row(Job job) {
      this.job = job;
    }
  }

  private final Map<JobId, Row> rows = new HashMap<>();
  private final Map<String, JobId> uniqueJobs = new HashMap<>();

  @Override
  public synchronized Job add(Job job) {
    return rows.computeIfAbsent(job.id(), _ -> new Row(job)).job;
  }

  @Override
  public synchronized Optional<Job> find(JobId id) {
    return Optional.ofNullable(rows.get(id)).map(row -> row.job);
  }

  @Override
  public synchronized Optional<Long> stalled(JobId id, Instant since) {
    return Optional.ofNullable(rows.get(id))
        .filter(row -> row.job.state() instanceof State.Running)
        .filter(row -> !row.job.createdAt().isAfter(since))
        .filter(row -> !row.notBefore.isAfter(since))
        .filter(row -> row.claimedUntil.filter(since::isBefore).isEmpty())
        .map(row -> row.slices);
  }

  @Override
  public synchronized Claim claim(
      JobId id, long slice, String message, Instant now, Instant until) {
    var row = requireNonNull(rows.get(id));
    if (!(row.job.state() instanceof State.Running) || row.slices > slice + 1) {
      return new Claim.Outdated();
    }
    if (row.slices == slice + 1) {
      return row.claimedUntil.isPresent()
          ? new Claim.Outdated()
          : new Claim.NextNotClaimed(row.notBefore);
    }
    if (row.slices < slice) {
      throw new IllegalStateException("no such slice yet");
    }
    if (row.claimedUntil.filter(now::isBefore).isPresent()) {
      return row.message.equals(message)
          ? new Claim.HeldByThisMessage(row.claimedUntil.get())
          : new Claim.HeldByAnotherMessage();
    }
    row.claimedUntil = Optional.of(until);
    row.message = message;
    return new Claim.Granted(row.job, ++row.claims);
  }

  @Override
  public synchronized boolean record(
      JobId id, long slice, long fence, SliceResult ended, Instant now) {
    var row = requireNonNull(rows.get(id));
    if (row.slices != slice || row.claims != fence) {
      return false;
    }
    row.slices++;
    row.claimedUntil = Optional.empty();
    switch (ended) {
      case SliceResult.Continue(var checkpoint, var progress) -> {
        row.job = after(row.job, checkpoint, progress, new State.Running());
        row.notBefore = now;
      }
      case SliceResult.Later(var checkpoint, var progress, var pause) -> {
        row.job = after(row.job, checkpoint, progress, new State.Running());
        row.notBefore = now.plus(pause);
      }
      case SliceResult.Done(var result, var progress) ->
          row.job = after(row.job, row.job.checkpoint(), progress, new State.Done(result, now));
      case SliceResult.Failed(var reason) ->
          row.job =
              after(
                  row.job, row.job.checkpoint(), row.job.progress(), new State.Failed(reason, now));
    }
    return true;
  }

  @Override
  public synchronized JobId setUnique(
      String type, UserId owner, JobId id, Optional<JobId> previous, Instant now) {
    return requireNonNull(
        uniqueJobs.compute(
            type + "#" + owner,
            (_, current) ->
                current == null || previous.filter(current::equals).isPresent() ? id : current));
  }

  private static Job after(
      Job job, Map<String, String> checkpoint, Progress progress, State state) {
    return new Job(
        job.id(),
        job.owner(),
        job.type(),
        job.input(),
        checkpoint,
        progress,
        state,
        job.createdAt());
  }
}
