package dev.madang.media.delivery;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** With a CDN or without one. */
@Configuration(proxyBeanMethods = false)
class CloudFrontConfiguration {

  @Bean
  Cdn cdn(AwsClientBuilderConfigurer aws, CdnProperties properties, Clock clock) {
    return properties.distribution().isBlank()
        ? new NoCdn()
        : new CloudFrontPurge(aws, properties.distribution(), clock);
  }

  @Bean
  Links links(
      CdnProperties cdn, S3Presigner presigner, DeliveryProperties properties, Clock clock) {
    return cdn.isThere()
        ? new CloudFrontLinks(signer(cdn), clock)
        : new S3Links(presigner, properties);
  }

  @Bean
  Passes passes(CdnProperties cdn, Clock clock) {
    return cdn.isThere() ? new CloudFrontPasses(signer(cdn), cdn, clock) : new NoPasses();
  }

  private static CloudFrontSigner signer(CdnProperties cdn) {
    return new CloudFrontSigner(cdn.url(), cdn.keyPairId(), CdnKey.read(cdn.privateKey()));
  }
}
