package dev.madang.media.cdn;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Addresses that stay: whoever may see a picture sees it at the same one, and shares its cache. */
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
    var until = clock.instant().plus(validity).truncatedTo(ChronoUnit.SECONDS);
    return new Link(cloudFront.signed(key, withoutFormat(key), until), Optional.of(until));
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
