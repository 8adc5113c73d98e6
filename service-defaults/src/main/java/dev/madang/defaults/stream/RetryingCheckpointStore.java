package dev.madang.defaults.stream;

import org.jspecify.annotations.Nullable;
import org.springframework.integration.metadata.ConcurrentMetadataStore;

/**
 * A consumer's place in each shard, read and written however long the store stays away: the adapter
 * would forget a shard whose last checkpoint fails.
 */
record RetryingCheckpointStore(ConcurrentMetadataStore store, RetryUntilSuccess patience)
    implements ConcurrentMetadataStore {

  @Override
  public @Nullable String get(String shard) {
    return patience.<@Nullable String>insistOn("Reading a checkpoint", () -> store.get(shard));
  }

  @Override
  public void put(String shard, String place) {
    patience.insistOn(
        "Writing a checkpoint",
        () -> {
          store.put(shard, place);
          return true;
        });
  }

  @Override
  public @Nullable String putIfAbsent(String shard, String place) {
    return patience.<@Nullable String>insistOn(
        "Writing a checkpoint", () -> store.putIfAbsent(shard, place));
  }

  @Override
  public boolean replace(String shard, String before, String place) {
    return patience.insistOn("Writing a checkpoint", () -> store.replace(shard, before, place));
  }

  @Override
  public @Nullable String remove(String shard) {
    return patience.<@Nullable String>insistOn("Removing a checkpoint", () -> store.remove(shard));
  }
}
