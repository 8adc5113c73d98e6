package dev.madang.user.quota;

import dev.madang.user.UserId;
import dev.madang.user.accountdeletion.UserDataStore;
import org.springframework.stereotype.Component;

/** Erased after the records of objects: a change of a recorded object needs the quota. */
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
    return quotas.exists(user) ? 1 : 0;
  }

  @Override
  public boolean erase(UserId user) {
    if (objects.count(user) > 0) {
      return false;
    }
    quotas.delete(user);
    return true;
  }
}
