package dev.madang.user.storagecredentials;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;

@Configuration(proxyBeanMethods = false)
class CognitoIdentityConfiguration {

  /** Asks as the app itself could, with the user's token alone: no right of ours is in it. */
  @Bean
  CognitoIdentityClient cognitoIdentity(
      AwsClientBuilderConfigurer aws, IdentityPoolProperties properties) {
    var client = aws.configure(CognitoIdentityClient.builder());
    var patient =
        client.overrideConfiguration().copy(it -> it.apiCallTimeout(properties.timeout()));
    return client
        .overrideConfiguration(patient)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
  }
}
