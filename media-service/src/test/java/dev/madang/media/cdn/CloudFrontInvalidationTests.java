package dev.madang.media.cdn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.LocalAws;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;

class CloudFrontInvalidationTests {

  private final CloudFrontClient cloudFront = LocalAws.running().client(CloudFrontClient.builder());

  @Test
  void invalidatesAllPathsOfUser() {
    var distribution = distribution();

    assertThat(new CloudFrontInvalidation(cloudFront, distribution, Clock.systemUTC()).purge("kim"))
        .isEqualTo(new CdnInvalidation.InvalidationResult.Requested());

    var accepted =
        cloudFront.listInvalidations(list -> list.distributionId(distribution)).invalidationList();
    assertThat(accepted.items())
        .singleElement()
        .satisfies(it ->
            assertThat(
                    cloudFront
                        .getInvalidation(get -> get.distributionId(distribution).id(it.id()))
                        .invalidation()
                        .invalidationBatch()
                        .paths()
                        .items())
                .containsExactly("/private/kim/*"));
  }

  @ParameterizedTest
  @CsvSource({"one, /shared/one/*", "one two, /shared/*"})
  void invalidatesFoldersOfShareLinks(String folders, String path) {
    var distribution = distribution();

    new CloudFrontInvalidation(cloudFront, distribution, Clock.systemUTC())
        .purgeShared(List.of(folders.split(" ")));

    var accepted =
        cloudFront.listInvalidations(list -> list.distributionId(distribution)).invalidationList();
    assertThat(accepted.items())
        .singleElement()
        .satisfies(it ->
            assertThat(
                    cloudFront
                        .getInvalidation(get -> get.distributionId(distribution).id(it.id()))
                        .invalidation()
                        .invalidationBatch()
                        .paths()
                        .items())
                .containsExactly(path));
  }

  @ParameterizedTest
  @CsvSource({"P1, /public/P1/*", "P1 P2, /public/*"})
  void invalidatesPublicCopies(String media, String path) {
    var distribution = distribution();

    new CloudFrontInvalidation(cloudFront, distribution, Clock.systemUTC())
        .purgePublic(List.of(media.split(" ")));

    var accepted =
        cloudFront.listInvalidations(list -> list.distributionId(distribution)).invalidationList();
    assertThat(accepted.items())
        .singleElement()
        .satisfies(it ->
            assertThat(
                    cloudFront
                        .getInvalidation(get -> get.distributionId(distribution).id(it.id()))
                        .invalidation()
                        .invalidationBatch()
                        .paths()
                        .items())
                .containsExactly(path));
  }

  @Test
  void withoutCdnNothingIsInvalidated() {
    assertThat(new NoCdnInvalidation().purge("kim"))
        .isEqualTo(new CdnInvalidation.InvalidationResult.NoCdnConfigured());
  }

  private String distribution() {
    return cloudFront
        .createDistribution(create ->
            create.distributionConfig(config ->
                config
                    .callerReference("purge-tests-" + UUID.randomUUID())
                    .comment("renditions")
                    .enabled(true)
                    .origins(origins ->
                        origins
                            .quantity(1)
                            .items(
                                Origin.builder()
                                    .id("renditions")
                                    .domainName("renditions.s3.amazonaws.com")
                                    .s3OriginConfig(s3 -> s3.originAccessIdentity(""))
                                    .build()))
                    .defaultCacheBehavior(behavior ->
                        behavior
                            .targetOriginId("renditions")
                            .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY))))
        .distribution()
        .id();
  }
}
