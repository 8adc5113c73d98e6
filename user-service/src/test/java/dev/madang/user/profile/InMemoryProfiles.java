package dev.madang.user.profile;

import dev.madang.user.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Behaves like the DynamoDB table; {@link ProfilesContract} tests both. */
class InMemoryProfiles implements Profiles {

  /** An empty value is a deletion marker. */
  private final Map<UserId, Optional<Profile>> all = new ConcurrentHashMap<>();

  @Override
  public Optional<Profile> createIfAbsent(Profile profile) {
    return all.computeIfAbsent(profile.id(), _ -> Optional.of(profile));
  }

  @Override
  public Optional<Profile> find(UserId id) {
    return all.getOrDefault(id, Optional.empty());
  }

  @Override
  public boolean isDeleting(UserId id) {
    return all.containsKey(id) && find(id).isEmpty();
  }

  @Override
  public synchronized ProfileUpdateResult update(
      UserId id, ProfileUpdate update, OptionalLong expected) {
    var current = find(id);
    if (current.isEmpty()) {
      return new ProfileUpdateResult.NotFound();
    }
    var profile = current.get();
    if (expected.orElse(profile.version()) != profile.version()) {
      return new ProfileUpdateResult.VersionConflict(profile);
    }
    all.put(id, Optional.of(profile.with(update)));
    return new ProfileUpdateResult.Updated(profile.with(update));
  }

  @Override
  public void markDeleting(UserId id, Instant now) {
    all.put(id, Optional.empty());
  }

  @Override
  public boolean delete(UserId id) {
    return all.remove(id) != null;
  }
}
