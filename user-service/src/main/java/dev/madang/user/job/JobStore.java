package dev.madang.user.job;

import dev.madang.user.UserId;
import dev.madang.user.job.JobHandler.SliceResult;
import java.time.Instant;
import java.util.Optional;

/** The stored jobs. */
interface JobStore {

  /**
   * Stores a job, unless it exists.
   *
   * @return the stored job
   */
  Job add(Job job);

  Optional<Job> find(JobId id);

  /**
   * The next slice of a running job, if it was neither due nor claimed since then: its message must
   * be lost.
   */
  Optional<Long> stalled(JobId id, Instant since);

  /**
   * Claims a slice. One of several concurrent claims is granted; an expired claim can be replaced.
   *
   * @param message the id of the message that requests the slice
   * @param until when the claim expires
   */
  Claim claim(JobId id, long slice, String message, Instant now, Instant until);

  /**
   * Records the result of a slice, if the claim is still the latest.
   *
   * @param fence of the claim
   * @return whether it was recorded
   */
  boolean record(JobId id, long slice, long fence, SliceResult result, Instant now);

  /**
   * Makes a job the unique one of its type and owner, unless there is another than the previous
   * one.
   *
   * @return the unique job
   */
  JobId setUnique(String type, UserId owner, JobId id, Optional<JobId> previous, Instant now);
}
