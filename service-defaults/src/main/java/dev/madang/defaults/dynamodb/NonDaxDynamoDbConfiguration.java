package dev.madang.defaults.dynamodb;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Where a DAX cluster is set, Spring Cloud AWS' client {@code dynamoDbClient} is the cluster's.
 * Tables go past it unless they ask for that client by its name: DAX does not tell the item that a
 * failed condition met, and knows no tables.
 */
@AutoConfiguration(afterName = "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration")
@ConditionalOnClass({AwsClientBuilderConfigurer.class, DynamoDbClient.class})
@ConditionalOnProperty("spring.cloud.aws.dynamodb.dax.url")
class NonDaxDynamoDbConfiguration {

  @Bean
  @Primary
  DynamoDbClient directDynamoDbClient(AwsClientBuilderConfigurer aws) {
    return aws.configure(DynamoDbClient.builder()).build();
  }
}
