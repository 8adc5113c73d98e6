package dev.madang.user.profile;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Behaves like the DynamoDB table; {@link ProfilesContract} holds both to it. */
class InMemoryProfiles implements Profiles {

  /** An empty one is the mark of a closing. */
  private final Map<UserId, Optional<Profile>> all = new ConcurrentHashMap<>();

  @Override
  public Profile open(Profile profile) {
    return all.computeIfAbsent(profile.id(), _ -> Optional.of(profile))
        .orElseThrow(() -> new AccountClosing(profile.id()));
  }

  @Override
  public Optional<Profile> find(UserId id) {
    return all.getOrDefault(id, Optional.empty());
  }

  @Override
  public boolean isClosing(UserId id) {
    return all.containsKey(id) && find(id).isEmpty();
  }

  @Override
  public synchronized Changed change(UserId id, ProfileChange change, OptionalLong expected) {
    var standing = find(id);
    if (standing.isEmpty()) {
      return new Changed.Missing();
    }
    var profile = standing.get();
    if (expected.orElse(profile.version()) != profile.version()) {
      return new Changed.Meanwhile(profile);
    }
    all.put(id, Optional.of(profile.with(change)));
    return new Changed.Applied(profile.with(change));
  }

  @Override
  public void close(UserId id, Instant now) {
    all.put(id, Optional.empty());
  }

  @Override
  public boolean remove(UserId id) {
    return all.remove(id) != null;
  }
}
