package dev.madang.user.quota;

import dev.madang.user.profile.UserId;

class MemoryQuotasTests extends QuotasContract {

  private final MemoryQuotas quotas = new MemoryQuotas(PROPERTIES, clock);

  @Override
  Quotas quotas() {
    return quotas;
  }

  @Override
  CountedObjects objects() {
    return quotas;
  }

  @Override
  void drift(UserId user, long bytes) {
    quotas.drift(user, bytes);
  }
}
