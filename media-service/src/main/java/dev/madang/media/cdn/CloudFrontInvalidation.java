package dev.madang.media.cdn;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** Invalidates what a CloudFront distribution keeps of an owner. */
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
    return purge("closed-" + userId, "/private/" + userId + "/*");
  }

  @Override
  public InvalidationResult purgeShared(List<String> folders) {
    return purge("revoked", "/shared/", folders);
  }

  @Override
  public InvalidationResult purgePublic(List<String> mediaIds) {
    return purge("withdrawn", "/public/", mediaIds);
  }

  /** Few paths with a star may be under way at a time, but one may be short. */
  private InvalidationResult purge(String why, String above, List<String> folders) {
    return folders.size() == 1
        ? purge(why + "-" + folders.getFirst(), above + folders.getFirst() + "/*")
        : purge(why + "-many", above + "*");
  }

  private InvalidationResult purge(String why, String path) {
    // A reference that was used before would purge nothing, and the sweep purges once more.
    var reference = why + "-" + clock.millis();
    cloudFront.createInvalidation(invalidation ->
        invalidation
            .distributionId(distribution)
            .invalidationBatch(batch ->
                batch.callerReference(reference).paths(paths -> paths.quantity(1).items(path))));
    return new InvalidationResult.Requested();
  }
}
