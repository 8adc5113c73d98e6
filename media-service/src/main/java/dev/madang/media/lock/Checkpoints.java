package dev.madang.media.lock;

import java.time.Instant;
import java.util.Optional;

/** How far scheduled jobs have come, for the next run of whatever instance. */
public interface Checkpoints {

  /** Empty before the first run. */
  Optional<Instant> find(String job);

  void save(String job, Instant checkpoint);
}
