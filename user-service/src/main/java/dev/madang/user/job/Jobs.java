package dev.madang.user.job;

import dev.madang.user.profile.UserId;
import java.util.Map;
import java.util.Optional;

/** Every job of every user. */
public interface Jobs {

  /**
   * Starts a job. It ends, whoever dies meanwhile; each of its slices may run more than once.
   *
   * @return the job, of which nothing is done yet
   */
  Job start(JobId id, String kind, UserId owner, Map<String, String> input);

  /** The job as of its last slice. Ended jobs are forgotten after 30 days. */
  Optional<Job> find(JobId id);
}
