package dev.madang.media.share;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Share links.
 *
 * @param table DynamoDB table, keyed by {@code id}, with the index {@code by-user} and the TTL
 *     attribute {@code expireAt}
 * @param baseUrl the API's URL for clients with the path {@code /v1/shared/}, which the secret is
 *     appended to
 * @param validity default
 * @param maxValidity that a user may request
 * @param copyLinkValidity of a visitor's link to one copy
 * @param unlockValidity of the access token that a password gives
 * @param maxPasswordAttempts wrong passwords in a row before the link is locked
 * @param lockout how long it is locked
 * @param retention of an ended link; longer than a copy exists
 * @param maxAge how long caches may show the content of a link without a password; a revocation
 *     takes effect that much later
 * @param maxOriginalSize whose metadata is removed for visitors
 */
@ConfigurationProperties("media.share")
record ShareProperties(
    String table,
    String baseUrl,
    @DefaultValue("7d") Duration validity,
    @DefaultValue("365d") Duration maxValidity,
    @DefaultValue("60s") Duration copyLinkValidity,
    @DefaultValue("15m") Duration unlockValidity,
    @DefaultValue("10") int maxPasswordAttempts,
    @DefaultValue("15m") Duration lockout,
    @DefaultValue("3d") Duration retention,
    @DefaultValue("10s") Duration maxAge,
    @DefaultValue("64MB") DataSize maxOriginalSize) {

  private static final String PATH = "/v1/shared/";

  ShareProperties {
    var url = URI.create(baseUrl);
    if (url.getHost() == null || !PATH.equals(url.getRawPath()) || !baseUrl.endsWith(PATH)) {
      throw new IllegalArgumentException(
          "media.share.base-url must be the API's URL with the path " + PATH + ": " + baseUrl);
    }
  }
}
