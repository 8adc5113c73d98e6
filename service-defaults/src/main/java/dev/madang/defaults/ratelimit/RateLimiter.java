package dev.madang.defaults.ratelimit;

/** Counts under one name, with a token bucket per key. A key that was never seen has a full one. */
public interface RateLimiter {

  /** Takes a token if there is one. */
  RateLimitStatus consume(String key);

  /** Returns a token that was consumed for something that need not be counted. */
  void release(String key);
}
