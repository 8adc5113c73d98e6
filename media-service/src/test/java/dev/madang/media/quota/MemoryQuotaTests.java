package dev.madang.media.quota;

import dev.madang.media.UserId;
import java.util.UUID;

class MemoryQuotaTests implements QuotaContract {

  private final UserId ada = new UserId(UUID.randomUUID().toString());
  private final MemoryQuota quota = new MemoryQuota();

  @Override
  public UserId ada() {
    return ada;
  }

  @Override
  public Quota quota() {
    return quota;
  }

  @Override
  public MemoryQuota account() {
    return quota;
  }
}
