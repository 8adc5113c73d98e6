package dev.madang.defaults.ratelimit;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.function.Function;

/** Finds the bucket of a key wherever it is kept. */
record BucketRateLimiter(String name, Rate rate, Function<String, Bucket> buckets)
    implements RateLimiter {

  @Override
  public RateLimitStatus consume(String key) {
    var probe = buckets.apply(key).tryConsumeAndReturnRemaining(1);
    var reset =
        probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill();
    return new RateLimitStatus(
        name, rate, probe.isConsumed(), probe.getRemainingTokens(), Duration.ofNanos(reset));
  }

  @Override
  public void release(String key) {
    buckets.apply(key).addTokens(1);
  }
}
