package dev.madang.media.lock;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

public class MemoryCheckpoints implements Checkpoints {

  private final Map<String, Instant> all = new HashMap<>();

  @Override
  public Optional<Instant> find(String job) {
    return Optional.ofNullable(all.get(job));
  }

  @Override
  public void save(String job, Instant checkpoint) {
    all.put(job, checkpoint);
  }
}
