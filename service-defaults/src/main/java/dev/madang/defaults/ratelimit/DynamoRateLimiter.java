package dev.madang.defaults.ratelimit;

import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Counts in DynamoDB, and in memory while it does not respond. A bucket that so many change at once
 * that an attempt gets no turn counts as empty.
 */
record DynamoRateLimiter(String name, Rate rate, RateLimiter shared, RateLimiter local)
    implements RateLimiter {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoRateLimiter.class);
  private static final Duration AFTER_CONTENTION = Duration.ofSeconds(1);

  @Override
  public RateLimitStatus consume(String key) {
    try {
      return shared.consume(key);
    } catch (SdkException unavailable) {
      LOG.warn("Limit {} failed in DynamoDB, counting in memory", name, unavailable);
      return local.consume(key);
    } catch (BucketExecutionException contended) {
      return new RateLimitStatus(name, rate, false, 0, AFTER_CONTENTION);
    }
  }

  @Override
  public void release(String key) {
    try {
      shared.release(key);
    } catch (SdkException | BucketExecutionException failure) {
      LOG.warn("Returning a token of limit {} failed", name, failure);
    }
  }
}
