package dev.madang.media.quota;

import dev.madang.media.catalog.OwnerId;
import java.util.UUID;

class MemoryQuotaTests implements QuotaContract {

  private final OwnerId ada = new OwnerId(UUID.randomUUID().toString());
  private final MemoryQuota quota = new MemoryQuota();

  @Override
  public OwnerId ada() {
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
