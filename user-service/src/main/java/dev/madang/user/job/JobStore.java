package dev.madang.user.job;

import dev.madang.user.UserId;
import dev.madang.user.job.JobHandler.SliceResult;
import java.time.Instant;
import java.util.Optional;

/** What is written of every job. */
interface JobStore {

  /**
   * Writes a new job down, unless it is there.
   *
   * @return the job as it now stands
   */
  Job add(Job job);

  Optional<Job> find(JobId id);

  /**
   * The slice that is next, if the job runs but nobody was to run it, or did, since then: its
   * message must be lost.
   */
  Optional<Long> stalled(JobId id, Instant since);

  /**
   * Takes the right to run a slice. Of those who ask at once one gets it; a claim that lapsed may
   * be taken over.
   *
   * @param message names the message that asks for the slice
   * @param until when the claim lapses
   */
  Claim claim(JobId id, long slice, String message, Instant now, Instant until);

  /**
   * Writes down how a slice ended, if the claim is still the latest.
   *
   * @param fence the number of the claim
   * @return whether it was written
   */
  boolean record(JobId id, long slice, long fence, SliceResult ended, Instant now);

  /**
   * Makes a job the one of its type and owner. The one that stands stays until it is replaced.
   *
   * @return the one that now stands
   */
  JobId appoint(String type, UserId owner, JobId id, Optional<JobId> replaced, Instant now);
}
