package dev.madang.media;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigners for clients, who may reach S3 at another address than this service. */
@Configuration(proxyBeanMethods = false)
class S3Signing {

  @Bean
  S3Presigner presigner(
      Properties properties, AwsCredentialsProvider credentials, AwsRegionProvider region) {
    return presigner(properties, false, credentials, region);
  }

  /** Only the bucket of originals has Transfer Acceleration. */
  @Bean(defaultCandidate = false)
  S3Presigner uploadPresigner(
      Properties properties, AwsCredentialsProvider credentials, AwsRegionProvider region) {
    return presigner(properties, properties.accelerated(), credentials, region);
  }

  private static S3Presigner presigner(
      Properties properties,
      boolean accelerated,
      AwsCredentialsProvider credentials,
      AwsRegionProvider region) {
    var presigner =
        S3Presigner.builder()
            .credentialsProvider(credentials)
            .region(region.getRegion())
            .serviceConfiguration(
                S3Configuration.builder()
                    .pathStyleAccessEnabled(properties.pathStyle())
                    .accelerateModeEnabled(accelerated)
                    .build());
    if (!properties.endpoint().isBlank()) {
      presigner.endpointOverride(URI.create(properties.endpoint()));
    }
    return presigner.build();
  }

  /**
   * Where clients reach S3.
   *
   * @param endpoint empty on AWS
   * @param pathStyle whether the bucket is part of the path, not of the host
   * @param acceleration the Transfer Acceleration status, {@code Enabled} or {@code Suspended}
   */
  @ConfigurationProperties("media.presigning")
  record Properties(
      @DefaultValue("") String endpoint,
      @DefaultValue("false") boolean pathStyle,
      @DefaultValue("Suspended") String acceleration) {

    /** Only on AWS. */
    boolean accelerated() {
      return acceleration.equals("Enabled") && endpoint.isBlank();
    }
  }
}
