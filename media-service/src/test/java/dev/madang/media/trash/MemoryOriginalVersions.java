package dev.madang.media.trash;

import dev.madang.media.OriginalKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A bucket with versions in memory; {@link OriginalVersionsContract} tests both. */
class MemoryOriginalVersions implements OriginalVersions {

  /** Newest first; empty is a delete marker. */
  private final Map<OriginalKey, Deque<Optional<String>>> all = new HashMap<>();

  void write(OriginalKey key, String content) {
    at(key).addFirst(Optional.of(content));
  }

  void delete(OriginalKey key) {
    at(key).addFirst(Optional.empty());
  }

  String read(OriginalKey key) {
    return at(key).getFirst().orElseThrow();
  }

  int count(OriginalKey key) {
    return at(key).size();
  }

  @Override
  public boolean isVisible(OriginalKey key) {
    return !at(key).isEmpty() && at(key).getFirst().isPresent();
  }

  @Override
  public void addDeleteMarker(OriginalKey key) {
    if (isVisible(key)) {
      delete(key);
    }
  }

  @Override
  public boolean removeDeleteMarker(OriginalKey key) {
    while (!at(key).isEmpty() && at(key).getFirst().isEmpty()) {
      at(key).removeFirst();
    }
    return isVisible(key);
  }

  @Override
  public void eraseHidden(OriginalKey key) {
    var visible = isVisible(key) ? Optional.of(read(key)) : Optional.<String>empty();
    at(key).clear();
    visible.ifPresent(it -> write(key, it));
  }

  private Deque<Optional<String>> at(OriginalKey key) {
    return all.computeIfAbsent(key, _ -> new ArrayDeque<>());
  }
}
