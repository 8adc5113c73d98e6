package dev.madang.media.lease;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

class MemoryLeaseTests extends LeaseContract {

  private final Map<String, MemoryLease.Holding> all = new HashMap<>();

  @Override
  Lease copy(String name, InstantSource time) {
    return new MemoryLease(name, time, all);
  }
}
