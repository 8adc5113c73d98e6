package dev.madang.user.job;

import dev.madang.user.UserId;
import java.util.Map;
import java.util.Optional;

/** Every job of every user. */
public interface Jobs {

  /**
   * Starts a job. It ends, whoever dies meanwhile; each of its slices may run more than once.
   *
   * @return the job, of which nothing is done yet
   */
  Job start(JobId id, String type, UserId owner, Map<String, String> input);

  /**
   * Starts the only job of its type that this owner may have at a time. While it runs, and after it
   * ended if it is never to be done again, the same job is answered.
   */
  Job startUnique(String type, UserId owner, Map<String, String> input, Again again);

  /** Whether a job may follow one of the same type that ended. */
  enum Again {
    WHEN_ENDED,
    NEVER
  }

  /** The job as of its last slice. Ended jobs are forgotten after 30 days. */
  Optional<Job> find(JobId id);
}
