package dev.madang.defaults.dynamodb;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * With a DAX cluster, Spring Cloud AWS' client {@code dynamoDbClient} is that of the cluster. The
 * default client bypasses DAX, which does not return the item of a failed condition and has no
 * table operations; a store that wants DAX injects {@code dynamoDbClient} by name.
 */
@AutoConfiguration(afterName = "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration")
@ConditionalOnClass({AwsClientBuilderConfigurer.class, DynamoDbClient.class})
@ConditionalOnProperty("spring.cloud.aws.dynamodb.dax.url")
class DynamoNonDaxConfiguration {

  @Bean
  @Primary
  DynamoDbClient directDynamoDbClient(AwsClientBuilderConfigurer aws) {
    return DynamoTimeoutConfiguration.withTimeout(aws.configure(DynamoDbClient.builder())).build();
  }
}
