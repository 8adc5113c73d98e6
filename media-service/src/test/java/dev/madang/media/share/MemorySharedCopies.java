package dev.madang.media.share;

import static dev.madang.media.MediaProblem.ORIGINAL_NOT_SHAREABLE;

import dev.madang.media.OriginalKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Copies in memory; {@link SharedCopiesContract} tests both implementations. */
class MemorySharedCopies implements SharedCopies {

  private final Set<String> renditions = new HashSet<>();
  private final Map<OriginalKey, Boolean> originals = new HashMap<>();
  private final Set<String> copies = new TreeSet<>();

  void put(String rendition) {
    renditions.add(rendition);
  }

  List<String> all() {
    return List.copyOf(copies);
  }

  @Override
  public CopyResult copy(String from, CopyLocation to, String contentType) {
    if (copies.contains(to.key())) {
      return CopyResult.EXISTED;
    }
    if (!renditions.contains(from)) {
      return CopyResult.SOURCE_MISSING;
    }
    copies.add(to.key());
    return CopyResult.CREATED;
  }

  void put(OriginalKey original, boolean isClean) {
    originals.put(original, isClean);
  }

  @Override
  public CopyResult copyWithoutMetadata(
      OriginalKey from, Optional<String> version, CopyLocation to, String contentType) {
    if (copies.contains(to.key())) {
      return CopyResult.EXISTED;
    }
    if (!originals.containsKey(from)) {
      return CopyResult.SOURCE_MISSING;
    }
    if (!originals.getOrDefault(from, false)) {
      throw ORIGINAL_NOT_SHAREABLE.exception();
    }
    copies.add(to.key());
    return CopyResult.CREATED;
  }

  @Override
  public void removeAllIn(String folder) {
    copies.removeIf(it -> it.startsWith("shared/" + folder + "/"));
  }
}
