package dev.madang.user.cognito;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

@Configuration(proxyBeanMethods = false)
class CognitoConfiguration {

  /** Less than the gateway waits, retries included. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  @Bean
  CognitoIdentityProviderClient cognito(AwsClientBuilderConfigurer aws) {
    var client = aws.configure(CognitoIdentityProviderClient.builder());
    return client
        .overrideConfiguration(
            client.overrideConfiguration().copy(it -> it.apiCallTimeout(CALL_TIMEOUT)))
        .build();
  }
}
