package dev.madang.user.quota;

import dev.madang.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Behaves like the bucket; {@link ObjectListingContract} checks both. */
class InMemoryObjectListing implements ObjectListing {

  private final TreeMap<ObjectKey, Long> sizes = new TreeMap<>();

  synchronized void put(ObjectKey key, long size) {
    sizes.put(key, size);
  }

  synchronized void remove(ObjectKey key) {
    sizes.remove(key);
  }

  @Override
  public synchronized List<Stored> list(UserId user, Optional<ObjectKey> after, int limit) {
    return sizes.tailMap(after.orElse(new ObjectKey(user, "")), after.isEmpty()).entrySet().stream()
        .takeWhile(it -> it.getKey().owner().equals(user))
        .limit(limit)
        .map(it -> new Stored(it.getKey(), it.getValue()))
        .toList();
  }

  @Override
  public synchronized OptionalLong size(ObjectKey key) {
    return sizes.containsKey(key) ? OptionalLong.of(sizes.get(key)) : OptionalLong.empty();
  }

  @Override
  public synchronized List<UserId> owners(Optional<UserId> after) {
    return sizes.keySet().stream()
        .map(ObjectKey::owner)
        .distinct()
        .dropWhile(owner -> after.isPresent() && owner.value().compareTo(after.get().value()) <= 0)
        .toList();
  }
}
