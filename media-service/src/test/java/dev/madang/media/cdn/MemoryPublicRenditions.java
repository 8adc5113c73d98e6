package dev.madang.media.cdn;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Public copies in memory; {@link PublicRenditionsContract} tests both implementations. */
public class MemoryPublicRenditions implements PublicRenditions {

  private final Map<String, Set<String>> copies = new HashMap<>();
  private final Map<String, Set<String>> published = new HashMap<>();

  @Override
  public void publish(String userId, String mediaId, Collection<String> keys) {
    published.computeIfAbsent(userId, _ -> new HashSet<>()).add(mediaId);
    copies.put(mediaId, Set.copyOf(PublicRenditions.keysOf(mediaId, keys)));
  }

  @Override
  public boolean hasAll(String mediaId, Collection<String> keys) {
    return copiesOf(mediaId).containsAll(PublicRenditions.keysOf(mediaId, keys));
  }

  /** The keys of all copies of an item. */
  public Set<String> copiesOf(String mediaId) {
    return copies.getOrDefault(mediaId, Set.of());
  }

  @Override
  public void unpublish(String userId, String mediaId) {
    if (published.getOrDefault(userId, new HashSet<>()).remove(mediaId)) {
      copies.remove(mediaId);
    }
  }

  @Override
  public long countOf(String userId) {
    return published.getOrDefault(userId, Set.of()).stream()
        .mapToLong(mediaId -> copiesOf(mediaId).size())
        .sum();
  }

  @Override
  public void removeAllOf(String userId) {
    List.copyOf(published.getOrDefault(userId, Set.of())).forEach(it -> unpublish(userId, it));
  }
}
