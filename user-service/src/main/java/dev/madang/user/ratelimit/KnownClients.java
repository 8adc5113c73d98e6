package dev.madang.user.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/** Remembers in memory from which address an account was opened with the right secret. */
final class KnownClients {

  private static final Duration RETENTION = Duration.ofDays(30);

  private final Cache<String, Boolean> known;

  KnownClients(int capacity) {
    known = Caffeine.newBuilder().maximumSize(capacity).expireAfterWrite(RETENTION).build();
  }

  void add(String accountOfClient) {
    known.put(accountOfClient, true);
  }

  boolean contains(String accountOfClient) {
    return known.getIfPresent(accountOfClient) != null;
  }
}
