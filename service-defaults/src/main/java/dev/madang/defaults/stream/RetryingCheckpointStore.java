package dev.madang.defaults.stream;

import org.jspecify.annotations.Nullable;
import org.springframework.integration.metadata.ConcurrentMetadataStore;

/**
 * Retries access to the checkpoints until it succeeds: the adapter would stop reading a shard whose
 * checkpoint cannot be written.
 */
record RetryingCheckpointStore(ConcurrentMetadataStore store, RetryUntilSuccess retry)
    implements ConcurrentMetadataStore {

  @Override
  public @Nullable String get(String shard) {
    return retry.<@Nullable String>untilSuccess("Reading a checkpoint", () -> store.get(shard));
  }

  @Override
  public void put(String shard, String checkpoint) {
    retry.untilSuccess(
        "Writing a checkpoint",
        () -> {
          store.put(shard, checkpoint);
          return true;
        });
  }

  @Override
  public @Nullable String putIfAbsent(String shard, String checkpoint) {
    return retry.<@Nullable String>untilSuccess(
        "Writing a checkpoint", () -> store.putIfAbsent(shard, checkpoint));
  }

  @Override
  public boolean replace(String shard, String before, String checkpoint) {
    return retry.untilSuccess(
        "Writing a checkpoint", () -> store.replace(shard, before, checkpoint));
  }

  @Override
  public @Nullable String remove(String shard) {
    return retry.<@Nullable String>untilSuccess("Removing a checkpoint", () -> store.remove(shard));
  }
}
