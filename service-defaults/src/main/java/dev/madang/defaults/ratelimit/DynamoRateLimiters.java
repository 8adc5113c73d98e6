package dev.madang.defaults.ratelimit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * All instances of a service share their buckets in a table. A key is stored as a hash, since it
 * can be an email address.
 */
final class DynamoRateLimiters implements RateLimiterFactory {

  private final DynamoBuckets buckets;
  private final RateLimiterFactory local;

  /**
   * @param local counts while DynamoDB does not respond
   */
  DynamoRateLimiters(
      DynamoDbClient dynamo, String table, TimeMeter time, RateLimiterFactory local) {
    this.buckets = new DynamoBuckets(dynamo, table, time);
    this.local = local;
  }

  @Override
  public RateLimiter limiter(String name, Rate rate) {
    var configuration =
        BucketConfiguration.builder()
            .addLimit(limit ->
                limit.capacity(rate.requests()).refillGreedy(rate.requests(), rate.window()))
            .build();
    // A bucket keeps the rate with which it began, so a changed rate needs another one.
    var prefix = name + ":" + rate.requests() + "/" + rate.window().toSeconds() + ":";
    var shared =
        new BucketRateLimiter(
            name, rate, key -> buckets.builder().build(prefix + hash(key), () -> configuration));
    return new DynamoRateLimiter(name, rate, shared, local.limiter(name, rate));
  }

  private static String hash(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }
}
