package dev.madang.media.lock;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

class MemoryLockTests extends LockContract {

  private final Map<String, MemoryLock.Holding> all = new HashMap<>();

  @Override
  Lock copy(String name, InstantSource time) {
    return new MemoryLock(name, time, all);
  }
}
