package dev.madang.media.lock;

import java.time.Instant;
import java.util.Optional;

/** The progress of scheduled jobs, for the next run of any instance. */
public interface Checkpoints {

  /** Empty before the first run. */
  Optional<Instant> find(String job);

  void save(String job, Instant checkpoint);
}
