package dev.madang.media.cdn;

import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Signed cookies for a folder. */
class CloudFrontCookies implements CdnCookies {

  private final CloudFrontSigner cloudFront;
  private final CdnProperties properties;
  private final Clock clock;

  CloudFrontCookies(CloudFrontSigner cloudFront, CdnProperties properties, Clock clock) {
    this.cloudFront = cloudFront;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public CdnAccess to(String folder) {
    if (!folder.endsWith("/")) {
      // "private/a" is also the beginning of "private/ab".
      throw new IllegalArgumentException("a folder ends with a slash");
    }
    var end = clock.instant().plus(properties.sessionValidity()).truncatedTo(ChronoUnit.SECONDS);
    var baseUrl = URI.create(properties.url());
    // Sent nowhere else, so that the pass to another folder may have the same names beside them.
    var path = baseUrl.getRawPath() + "/" + folder;
    return new CdnAccess.Cookies(baseUrl, path, cloudFront.cookies(folder, end), end);
  }
}
