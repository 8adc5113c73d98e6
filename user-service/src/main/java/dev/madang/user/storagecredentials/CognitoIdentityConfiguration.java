package dev.madang.user.storagecredentials;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;

@Configuration(proxyBeanMethods = false)
class CognitoIdentityConfiguration {

  /** Without credentials of this service: the user's token alone authorizes the calls. */
  @Bean
  CognitoIdentityClient cognitoIdentity(
      AwsClientBuilderConfigurer aws, IdentityPoolProperties properties) {
    var client = aws.configure(CognitoIdentityClient.builder());
    var configuration =
        client.overrideConfiguration().copy(it -> it.apiCallTimeout(properties.timeout()));
    return client
        .overrideConfiguration(configuration)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
  }
}
