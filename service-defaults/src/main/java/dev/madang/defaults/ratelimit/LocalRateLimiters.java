package dev.madang.defaults.ratelimit;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;

/**
 * Keeps the buckets in memory: each instance of the service counts by itself. A bucket that was not
 * used for its window is full and is dropped; beyond the bound rarely used ones are, too.
 */
final class LocalRateLimiters implements RateLimiterFactory {

  private final int maxBuckets;
  private final TimeMeter time;

  LocalRateLimiters(int maxBuckets, TimeMeter time) {
    this.maxBuckets = maxBuckets;
    this.time = time;
  }

  @Override
  public RateLimiter limiter(String name, Rate rate) {
    var buckets =
        Caffeine.newBuilder()
            .maximumSize(maxBuckets)
            .expireAfterAccess(rate.window())
            .ticker(time::currentTimeNanos)
            .<String, Bucket>build(_ -> bucket(rate));
    return new BucketRateLimiter(name, rate, buckets::get);
  }

  private Bucket bucket(Rate rate) {
    return Bucket.builder()
        .addLimit(
            limit -> limit.capacity(rate.requests()).refillGreedy(rate.requests(), rate.window()))
        .withCustomTimePrecision(time)
        .build();
  }
}
