package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.CreateInvalidationResponse;
import software.amazon.awssdk.services.cloudfront.model.NoSuchDistributionException;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;

class CloudFrontTests {
  private final CloudFrontClient cloudFront = LocalAws.running().client(CloudFrontClient.builder());

  @Test
  @Proves("cloudfront-invalidation")
  void creatingAnInvalidationIsIdempotent() {
    var distribution = distribution();
    var first = invalidate(distribution, "once", "/private/a/*");
    assertThat(first.invalidation().id()).isNotBlank();
    assertThat(invalidate(distribution, "once", "/private/a/*").invalidation().id())
        .isEqualTo(first.invalidation().id());
    assertThatThrownBy(() -> invalidate(distribution, "once", "/private/b/*"))
        .isInstanceOf(CloudFrontException.class)
        .hasMessageContaining("caller reference");
    assertThatThrownBy(() -> invalidate("ENOWHERE", "once", "/*"))
        .isInstanceOf(NoSuchDistributionException.class);
  }

  private CreateInvalidationResponse invalidate(
      String distribution, String reference, String path) {
    return cloudFront.createInvalidation(it ->
        it.distributionId(distribution)
            .invalidationBatch(batch ->
                batch.callerReference(reference).paths(paths -> paths.quantity(1).items(path))));
  }

  private String distribution() {
    var origin =
        Origin.builder()
            .id("s3")
            .domainName("bucket.s3.amazonaws.com")
            .s3OriginConfig(config -> config.originAccessIdentity(""))
            .build();
    return cloudFront
        .createDistribution(it ->
            it.distributionConfig(config ->
                config
                    .callerReference("test")
                    .comment("")
                    .enabled(true)
                    .origins(origins -> origins.quantity(1).items(origin))
                    .defaultCacheBehavior(cache ->
                        cache
                            .targetOriginId("s3")
                            .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY))))
        .distribution()
        .id();
  }
}
