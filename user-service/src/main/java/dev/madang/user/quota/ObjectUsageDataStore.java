package dev.madang.user.quota;

import dev.madang.user.UserId;
import dev.madang.user.accountdeletion.UserDataStore;
import org.springframework.stereotype.Component;

/** The records of objects; the objects themselves are the private space's. */
@Component
class ObjectUsageDataStore implements UserDataStore {

  private final ObjectUsageStore objects;

  ObjectUsageDataStore(ObjectUsageStore objects) {
    this.objects = objects;
  }

  @Override
  public String store() {
    return "object-usage";
  }

  @Override
  public long count(UserId user) {
    return objects.count(user);
  }

  @Override
  public boolean erase(UserId user) {
    return objects.erase(user);
  }
}
