package dev.madang.media.cdn;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The CDN in front of the bucket of renditions.
 *
 * @param url without a slash at the end; empty if there is no CDN
 * @param distributionId of CloudFront; empty if nothing is invalidated
 * @param keyPairId the id of the public key at CloudFront
 * @param privateKey in PEM (PKCS 8), or the path of its file
 * @param sessionValidity of signed cookies
 * @param linkValidity of presigned URLs, which are used if there is no CDN
 * @param cookieDomain the common parent domain of API and CDN; empty if both have the same host
 * @param cookieSameSite {@code None}, or {@code Lax} if web pages and CDN belong to the same site
 */
@ConfigurationProperties("media.cdn")
record CdnProperties(
    @DefaultValue("") String url,
    @DefaultValue("") String distributionId,
    @DefaultValue("") String keyPairId,
    @DefaultValue("") String privateKey,
    @DefaultValue("1h") Duration sessionValidity,
    @DefaultValue("15m") Duration linkValidity,
    @DefaultValue("") String cookieDomain,
    @DefaultValue("None") String cookieSameSite) {

  CdnProperties {
    if (!url.isBlank() && (keyPairId.isBlank() || privateKey.isBlank())) {
      throw new IllegalArgumentException(
          "media.cdn.url needs key-pair-id and private-key: see infra/README.md");
    }
    if (url.endsWith("/") || !url.isBlank() && !URI.create(url).isAbsolute()) {
      throw new IllegalArgumentException(
          "media.cdn.url must be an absolute URL without a slash at the end: " + url);
    }
  }

  boolean isConfigured() {
    return !url.isBlank();
  }

  @Override
  public String toString() {
    return "CdnProperties[url=" + url + ", keyPairId=" + keyPairId + "]";
  }
}
