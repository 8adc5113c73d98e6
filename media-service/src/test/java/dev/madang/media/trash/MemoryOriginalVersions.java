package dev.madang.media.trash;

import dev.madang.media.OriginalKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Behaves as a bucket with versions does; {@link OriginalVersionsContract} holds both to it. */
class MemoryOriginalVersions implements OriginalVersions {

  /** The newest first; empty is a marker. */
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

  int kept(OriginalKey key) {
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
    var seen = isVisible(key) ? Optional.of(read(key)) : Optional.<String>empty();
    at(key).clear();
    seen.ifPresent(it -> write(key, it));
  }

  private Deque<Optional<String>> at(OriginalKey key) {
    return all.computeIfAbsent(key, _ -> new ArrayDeque<>());
  }
}
