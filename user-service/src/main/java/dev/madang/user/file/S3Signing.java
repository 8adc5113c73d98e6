package dev.madang.user.file;

import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signs for clients, who may reach S3 under another address than we do. */
@Configuration(proxyBeanMethods = false)
class S3Signing {

  @Bean
  S3Presigner presigner(
      FileProperties properties, AwsCredentialsProvider credentials, AwsRegionProvider region) {
    var presigner =
        S3Presigner.builder()
            .credentialsProvider(credentials)
            .region(region.getRegion())
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(properties.pathStyle()).build());
    if (!properties.endpoint().isBlank()) {
      presigner.endpointOverride(URI.create(properties.endpoint()));
    }
    return presigner.build();
  }
}
