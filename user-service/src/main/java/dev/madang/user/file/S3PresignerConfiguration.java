package dev.madang.user.file;

import dev.madang.user.StorageProperties;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigns for clients, which may use another S3 endpoint than this service. */
@Configuration(proxyBeanMethods = false)
class S3PresignerConfiguration {

  @Bean
  S3Presigner presigner(
      StorageProperties properties, AwsCredentialsProvider credentials, AwsRegionProvider region) {
    var presigner =
        S3Presigner.builder()
            .credentialsProvider(credentials)
            .region(region.getRegion())
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(properties.pathStyle()).build());
    properties.customEndpoint().map(URI::create).ifPresent(presigner::endpointOverride);
    return presigner.build();
  }
}
