package dev.madang.media.cdn;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Stable URLs, the same for every viewer, so that all share the cache of the CDN. */
class CloudFrontRenditionLinks implements RenditionLinks {

  private final CloudFrontSigner cloudFront;
  private final Clock clock;

  CloudFrontRenditionLinks(CloudFrontSigner cloudFront, Clock clock) {
    this.cloudFront = cloudFront;
    this.clock = clock;
  }

  @Override
  public Link to(String key) {
    return new Link(cloudFront.url(key), Optional.empty());
  }

  @Override
  public Link temporaryUrl(String key, Duration validity) {
    var expiresAt = clock.instant().plus(validity).truncatedTo(ChronoUnit.SECONDS);
    return new Link(
        cloudFront.signedUrl(key, withoutFormat(key), expiresAt), Optional.of(expiresAt));
  }

  @Override
  public Optional<Link> negotiatedUrl(String key) {
    return Optional.of(to(withoutFormat(key)));
  }

  private static String withoutFormat(String key) {
    var dot = key.lastIndexOf('.');
    return dot > key.lastIndexOf('/') ? key.substring(0, dot) : key;
  }
}
