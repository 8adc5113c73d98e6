package dev.madang.defaults.ratelimit;

class LocalRateLimitersTests extends RateLimitersContract {

  @Override
  RateLimiterFactory limiters(ManualTime time) {
    return new LocalRateLimiters(1000, time);
  }
}
