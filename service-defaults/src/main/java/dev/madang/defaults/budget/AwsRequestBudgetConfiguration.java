package dev.madang.defaults.budget;

import io.awspring.cloud.autoconfigure.AwsClientProperties;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.autoconfigure.core.AwsProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;

/**
 * All AWS clients make three attempts at most, those of DynamoDB too, whose own default is nine;
 * and they obey the {@link RequestBudget}.
 */
@AutoConfiguration(
    afterName = "io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration",
    beforeName = "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration")
@ConditionalOnClass(AwsClientBuilderConfigurer.class)
@ConditionalOnBean(AwsClientBuilderConfigurer.class)
class AwsRequestBudgetConfiguration {

  @Bean
  @Primary
  AwsClientBuilderConfigurer awsClientsWithRequestBudget(
      AwsCredentialsProvider credentials, AwsRegionProvider region, AwsProperties properties) {
    return new Configurer(credentials, region, properties);
  }

  private static final class Configurer extends AwsClientBuilderConfigurer {

    private Configurer(
        AwsCredentialsProvider credentials, AwsRegionProvider region, AwsProperties properties) {
      super(credentials, region, properties);
    }

    @Override
    public <T extends AwsClientBuilder<T, ?>> T configure(
        T builder,
        @Nullable AwsClientProperties client,
        @Nullable AwsConnectionDetails connection) {
      var configured = super.configure(builder, client, connection);
      return configured.overrideConfiguration(
          configured
              .overrideConfiguration()
              .copy(it ->
                  it.retryStrategy(RetryMode.STANDARD)
                      .addExecutionInterceptor(new AwsRequestBudgetInterceptor())));
    }
  }
}
