package dev.madang.user.quota;

import dev.madang.user.erasure.Erasable;
import dev.madang.user.profile.UserId;
import org.springframework.stereotype.Component;

/** The last of the two: what changes an object that is still counted needs the quota. */
@Component
class ErasableQuota implements Erasable {

  private final Quotas quotas;
  private final CountedObjects objects;

  ErasableQuota(Quotas quotas, CountedObjects objects) {
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
