package dev.madang.media.cdn;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

class CloudFrontInvalidation implements CdnInvalidation {

  private final CloudFrontClient cloudFront;
  private final String distribution;
  private final Clock clock;

  CloudFrontInvalidation(AwsClientBuilderConfigurer aws, String distribution, Clock clock) {
    this(aws.configure(CloudFrontClient.builder()).build(), distribution, clock);
  }

  CloudFrontInvalidation(CloudFrontClient cloudFront, String distribution, Clock clock) {
    this.cloudFront = cloudFront;
    this.distribution = distribution;
    this.clock = clock;
  }

  @Override
  public InvalidationResult purge(String userId) {
    return purge("deleted-" + userId, "/private/" + userId + "/*");
  }

  @Override
  public InvalidationResult purgeShared(List<String> folders) {
    return purge("revoked", "/shared/", folders);
  }

  @Override
  public InvalidationResult purgePublic(List<String> mediaIds) {
    return purge("unpublished", "/public/", mediaIds);
  }

  /** CloudFront limits concurrent wildcard paths, so many folders are one path. */
  private InvalidationResult purge(String reason, String parent, List<String> folders) {
    return folders.size() == 1
        ? purge(reason + "-" + folders.getFirst(), parent + folders.getFirst() + "/*")
        : purge(reason + "-many", parent + "*");
  }

  private InvalidationResult purge(String reason, String path) {
    // CloudFront ignores a caller reference that it knows, and an account's final sweep purges
    // again.
    var reference = reason + "-" + clock.millis();
    cloudFront.createInvalidation(invalidation ->
        invalidation
            .distributionId(distribution)
            .invalidationBatch(batch ->
                batch.callerReference(reference).paths(paths -> paths.quantity(1).items(path))));
    return new InvalidationResult.Requested();
  }
}
