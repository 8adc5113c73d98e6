package dev.madang.media.cdn;

import dev.madang.media.StorageProperties;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@Configuration(proxyBeanMethods = false)
class CloudFrontConfiguration {

  @Bean
  CdnInvalidation cdnInvalidation(
      AwsClientBuilderConfigurer aws, CdnProperties properties, Clock clock) {
    return properties.distributionId().isBlank()
        ? new NoCdnInvalidation()
        : new CloudFrontInvalidation(aws, properties.distributionId(), clock);
  }

  @Bean
  RenditionLinks renditionLinks(
      CdnProperties cdn, S3Presigner presigner, StorageProperties storage, Clock clock) {
    return cdn.isConfigured()
        ? new CloudFrontRenditionLinks(signer(cdn), clock)
        : new S3RenditionLinks(presigner, storage, cdn);
  }

  @Bean
  CdnCookies cdnCookies(CdnProperties cdn, Clock clock) {
    return cdn.isConfigured() ? new CloudFrontCookies(signer(cdn), cdn, clock) : new NoCdnCookies();
  }

  private static CloudFrontSigner signer(CdnProperties cdn) {
    return new CloudFrontSigner(cdn.url(), cdn.keyPairId(), CdnSigningKey.read(cdn.privateKey()));
  }
}
