package dev.madang.user.profile;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Behaves like the DynamoDB table; {@link ProfilesContract} holds both to it. */
class InMemoryProfiles implements Profiles {

  private final Map<UserId, Profile> all = new ConcurrentHashMap<>();

  @Override
  public Profile open(Profile profile) {
    var standing = all.putIfAbsent(profile.id(), profile);
    return standing == null ? profile : standing;
  }

  @Override
  public Optional<Profile> find(UserId id) {
    return Optional.ofNullable(all.get(id));
  }
}
