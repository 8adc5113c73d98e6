package dev.madang.defaults.ratelimit;

/** Makes limiters that keep their buckets in one way. */
interface RateLimiterFactory {

  RateLimiter limiter(String name, Rate rate);
}
