package dev.madang.media.share;

import dev.madang.media.OriginalKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Behaves as the bucket does; {@link SharedCopiesContract} holds both to it. */
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
  public CopyResult keep(String from, CopyLocation to, String contentType) {
    if (copies.contains(to.key())) {
      return CopyResult.BEFORE;
    }
    if (!renditions.contains(from)) {
      return CopyResult.NOTHING_TO_COPY;
    }
    copies.add(to.key());
    return CopyResult.NOW;
  }

  void put(OriginalKey original, boolean isClean) {
    originals.put(original, isClean);
  }

  @Override
  public CopyResult keepClean(
      OriginalKey from, Optional<String> version, CopyLocation to, String contentType) {
    if (copies.contains(to.key())) {
      return CopyResult.BEFORE;
    }
    if (!originals.containsKey(from)) {
      return CopyResult.NOTHING_TO_COPY;
    }
    if (!originals.getOrDefault(from, false)) {
      throw new OriginalNotShareable("it does not parse");
    }
    copies.add(to.key());
    return CopyResult.NOW;
  }

  @Override
  public void removeAllIn(String folder) {
    copies.removeIf(it -> it.startsWith("shared/" + folder + "/"));
  }
}
