package dev.madang.user.quota;

import dev.madang.user.UserId;

class InMemoryQuotasTests extends QuotasContract {

  private final InMemoryQuotas quotas = new InMemoryQuotas(PROPERTIES, clock);

  @Override
  Quotas quotas() {
    return quotas;
  }

  @Override
  ObjectUsageStore objects() {
    return quotas;
  }

  @Override
  void drift(UserId user, long bytes) {
    quotas.drift(user, bytes);
  }
}
