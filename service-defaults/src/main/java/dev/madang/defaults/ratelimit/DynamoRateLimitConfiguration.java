package dev.madang.defaults.ratelimit;

import static java.util.Objects.requireNonNull;

import io.github.bucket4j.TimeMeter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Keeps token buckets in a table that all instances of the service share. */
@AutoConfiguration(before = RateLimitConfiguration.class)
@ConditionalOnClass(DynamoDbClient.class)
@ConditionalOnProperty("madang.rate-limit.table")
@EnableConfigurationProperties(RateLimitProperties.class)
class DynamoRateLimitConfiguration {

  @Bean
  RateLimiters dynamoRateLimiters(DynamoDbClient dynamo, RateLimitProperties properties) {
    var shared =
        new DynamoRateLimiters(
            dynamo,
            requireNonNull(properties.table()),
            TimeMeter.SYSTEM_MILLISECONDS,
            new LocalRateLimiters(properties.maxBuckets(), TimeMeter.SYSTEM_NANOTIME));
    return new RateLimiters(shared, properties.clientsPerAddress());
  }
}
