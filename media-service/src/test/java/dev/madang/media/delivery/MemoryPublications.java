package dev.madang.media.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Behaves as the copies in S3 do; {@link PublicationsContract} holds both to it. */
public class MemoryPublications implements Publications {

  private final Map<String, Set<String>> copies = new HashMap<>();
  private final Map<String, Set<String>> published = new HashMap<>();

  @Override
  public void publish(String owner, String mediaId, Collection<String> keys) {
    published.computeIfAbsent(owner, _ -> new HashSet<>()).add(mediaId);
    copies.put(mediaId, Set.copyOf(Publications.keysOf(mediaId, keys)));
  }

  @Override
  public boolean isWhole(String mediaId, Collection<String> keys) {
    return copiesOf(mediaId).containsAll(Publications.keysOf(mediaId, keys));
  }

  /** The keys of all copies of a media. */
  public Set<String> copiesOf(String mediaId) {
    return copies.getOrDefault(mediaId, Set.of());
  }

  @Override
  public void withdraw(String owner, String mediaId) {
    if (published.getOrDefault(owner, new HashSet<>()).remove(mediaId)) {
      copies.remove(mediaId);
    }
  }

  @Override
  public long countOf(String owner) {
    return published.getOrDefault(owner, Set.of()).stream()
        .mapToLong(mediaId -> copiesOf(mediaId).size())
        .sum();
  }

  @Override
  public void removeAllOf(String owner) {
    List.copyOf(published.getOrDefault(owner, Set.of())).forEach(it -> withdraw(owner, it));
  }
}
