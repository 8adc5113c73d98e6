package dev.madang.user.cognito;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

@Configuration(proxyBeanMethods = false)
class CognitoConfiguration {

  @Bean
  CognitoIdentityProviderClient cognito(AwsClientBuilderConfigurer aws) {
    return aws.configure(CognitoIdentityProviderClient.builder()).build();
  }
}
