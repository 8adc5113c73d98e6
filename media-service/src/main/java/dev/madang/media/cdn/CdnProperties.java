package dev.madang.media.cdn;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The CDN before the bucket of renditions.
 *
 * @param url where its paths begin, without a slash at the end; empty when there is none
 * @param distributionId empty when there is nothing to invalidate
 * @param keyPairId by which it knows our key
 * @param privateKey the key in PEM (PKCS 8), or the path of its file
 * @param sessionValidity how long cookies open an owner's folder
 * @param linkValidity how long a presigned URL to S3 opens a rendition when there is no CDN
 * @param cookieDomain what our host and its have in common; empty when they are one host
 * @param cookieSameSite {@code None}, or {@code Lax} where web pages are of the same site as the
 *     CDN
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
      throw new IllegalArgumentException("media.cdn.url is no address without end: " + url);
    }
  }

  boolean isThere() {
    return !url.isBlank();
  }

  @Override
  public String toString() {
    return "CdnProperties[url=" + url + ", keyPairId=" + keyPairId + "]";
  }
}
