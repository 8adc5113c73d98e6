package dev.madang.media.cdn;

import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

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
  public CdnAccess accessTo(String folder) {
    if (!folder.endsWith("/")) {
      // "private/a" is also a prefix of "private/ab".
      throw new IllegalArgumentException("must end with a slash: " + folder);
    }
    var expiresAt =
        clock.instant().plus(properties.sessionValidity()).truncatedTo(ChronoUnit.SECONDS);
    var baseUrl = URI.create(properties.url());
    // Cookies for another folder have the same names, and another path.
    var path = baseUrl.getRawPath() + "/" + folder;
    return new CdnAccess.Cookies(baseUrl, path, cloudFront.cookies(folder, expiresAt), expiresAt);
  }
}
