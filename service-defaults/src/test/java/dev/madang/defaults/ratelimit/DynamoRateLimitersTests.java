package dev.madang.defaults.ratelimit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.LocalAws;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class DynamoRateLimitersTests extends RateLimitersContract {

  private static final String TABLE = "rate-limits-" + UUID.randomUUID();
  private static final DynamoDbClient DYNAMO = LocalAws.running().client(DynamoDbClient.builder());

  @BeforeAll
  static void createTable() {
    DYNAMO.createTable(it ->
        it.tableName(TABLE)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                AttributeDefinition.builder()
                    .attributeName("id")
                    .attributeType(ScalarAttributeType.S)
                    .build())
            .keySchema(
                KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build()));
  }

  @AfterAll
  static void deleteTable() {
    DYNAMO.deleteTable(it -> it.tableName(TABLE));
  }

  @Override
  RateLimiterFactory limiters(ManualTime time) {
    return new DynamoRateLimiters(DYNAMO, TABLE, time, new LocalRateLimiters(1000, time));
  }

  @Test
  void instancesShareTheirBuckets() {
    var time = new ManualTime();
    var rate = new Rate(2, Duration.ofHours(1));
    var first = limiters(time).limiter("shared", rate);
    var second = limiters(time).limiter("shared", rate);
    assertThat(first.consume("a").accepted()).isTrue();
    assertThat(second.consume("a").accepted()).isTrue();
    assertThat(first.consume("a").accepted()).isFalse();
  }

  @Test
  void anItemHasNoAddressInItAndExpiresWhenItsBucketIsFull() {
    var time = new ManualTime();
    var limiter = limiters(time).limiter("expiring", new Rate(4, Duration.ofHours(1)));
    limiter.consume("ada@example.com");
    var item =
        DYNAMO.scan(it -> it.tableName(TABLE)).items().stream()
            .filter(it -> requireNonNull(it.get("id")).s().startsWith("expiring:"))
            .findFirst()
            .orElseThrow();
    assertThat(item.toString()).doesNotContain("ada");
    var expiresIn =
        Long.parseLong(requireNonNull(item.get("expireAt")).n())
            - time.currentTimeNanos() / 1_000_000_000;
    assertThat(expiresIn).isBetween(15 * 60L, 17 * 60L);
  }

  @Test
  void countsInMemoryWhileDynamoDoesNotRespond() {
    var time = new ManualTime();
    try (var unreachable =
        DynamoDbClient.builder()
            .endpointOverride(URI.create("http://localhost:1"))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build()) {
      var limiter =
          new DynamoRateLimiters(unreachable, TABLE, time, new LocalRateLimiters(1000, time))
              .limiter("fallback", new Rate(2, Duration.ofHours(1)));
      var accepted = List.of(limiter.consume("a"), limiter.consume("a"), limiter.consume("a"));
      assertThat(accepted).extracting(RateLimitStatus::accepted).containsExactly(true, true, false);
      limiter.release("a");
    }
  }
}
