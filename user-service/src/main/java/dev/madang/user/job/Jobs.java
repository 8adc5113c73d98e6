package dev.madang.user.job;

import dev.madang.user.UserId;
import java.util.Map;
import java.util.Optional;

/** The jobs of all users. */
public interface Jobs {

  /**
   * Starts a job. It survives crashes; each slice may run more than once. Idempotent by id.
   *
   * @return the stored job
   */
  Job start(JobId id, String type, UserId owner, Map<String, String> input);

  /**
   * Starts a job, unless the owner has one of this type that runs, or one that has ended and must
   * not be repeated; then returns that one.
   */
  Job startUnique(String type, UserId owner, Map<String, String> input, Again again);

  /** Whether another job of the type can follow one that has ended. */
  enum Again {
    WHEN_ENDED,
    NEVER
  }

  /** The job as of its last recorded slice. Ended jobs are deleted after 30 days. */
  Optional<Job> find(JobId id);
}
