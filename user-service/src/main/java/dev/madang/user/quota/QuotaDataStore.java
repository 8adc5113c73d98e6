package dev.madang.user.quota;

import dev.madang.user.UserId;
import dev.madang.user.accountdeletion.UserDataStore;
import org.springframework.stereotype.Component;

/** The last of the two: what changes an object that is still counted needs the quota. */
@Component
class QuotaDataStore implements UserDataStore {

  private final Quotas quotas;
  private final ObjectUsageStore objects;

  QuotaDataStore(Quotas quotas, ObjectUsageStore objects) {
    this.quotas = quotas;
    this.objects = objects;
  }

  @Override
  public String store() {
    return "quota";
  }

  @Override
  public long count(UserId user) {
    return quotas.knows(user) ? 1 : 0;
  }

  @Override
  public boolean erase(UserId user) {
    if (objects.remembered(user) > 0) {
      return false;
    }
    quotas.forget(user);
    return true;
  }
}
