package dev.madang.defaults.dynamodb;

import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** A call of DynamoDB ends within a time that its request has, retries included. */
@AutoConfiguration(
    beforeName = "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration")
@ConditionalOnClass(DynamoDbClientCustomizer.class)
class DynamoTimeoutConfiguration {

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  @Bean
  DynamoDbClientCustomizer dynamoTimeout() {
    return DynamoTimeoutConfiguration::withTimeout;
  }

  static DynamoDbClientBuilder withTimeout(DynamoDbClientBuilder builder) {
    return builder.overrideConfiguration(
        builder.overrideConfiguration().copy(it -> it.apiCallTimeout(CALL_TIMEOUT)));
  }
}
