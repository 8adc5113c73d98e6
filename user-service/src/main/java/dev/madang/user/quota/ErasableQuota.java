package dev.madang.user.quota;

import dev.madang.user.erasure.Erasable;
import dev.madang.user.profile.UserId;
import org.springframework.stereotype.Component;

@Component
class ErasableQuota implements Erasable {

  private final Quotas quotas;

  ErasableQuota(Quotas quotas) {
    this.quotas = quotas;
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
    quotas.forget(user);
    return true;
  }
}
