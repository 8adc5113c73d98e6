package dev.madang.media.cdn;

import java.net.URI;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;

/** Signs URLs and cookies with a custom policy of CloudFront. */
class CloudFrontSigner {

  private final CloudFrontUtilities cloudFront = CloudFrontUtilities.create();
  private final String baseUrl;
  private final String keyPairId;
  private final PrivateKey key;

  CloudFrontSigner(String baseUrl, String keyPairId, PrivateKey key) {
    this.baseUrl = baseUrl;
    this.keyPairId = keyPairId;
    this.key = key;
  }

  URI url(String path) {
    return URI.create(baseUrl + "/" + path);
  }

  /** A URL of a path whose signature is valid for each path with the prefix. */
  URI signedUrl(String path, String prefix, Instant expiresAt) {
    var signed =
        cloudFront.getSignedUrlWithCustomPolicy(policy ->
            policy
                .resourceUrl(url(literal(path)).toString())
                .resourceUrlPattern(url(literal(prefix)) + "*")
                .keyPairId(keyPairId)
                .privateKey(key)
                .expirationDate(expiresAt));
    return URI.create(signed.url());
  }

  /** Cookies by name, for each path with the prefix. */
  Map<String, String> cookies(String prefix, Instant expiresAt) {
    var signed =
        cloudFront.getCookiesForCustomPolicy(policy ->
            policy
                .resourceUrl(url(literal(prefix)) + "*")
                .keyPairId(keyPairId)
                .privateKey(key)
                .expirationDate(expiresAt));
    var cookies = new LinkedHashMap<String, String>();
    Stream.of(
            signed.policyHeaderValue(),
            signed.signatureHeaderValue(),
            signed.keyPairIdHeaderValue())
        .map(cookie -> cookie.split("=", 2))
        .forEach(cookie -> cookies.put(cookie[0], cookie[1]));
    return cookies;
  }

  /** Refuses characters that are wildcards in a policy, or need escaping there. */
  private static String literal(String path) {
    if (!path.matches("[A-Za-z0-9._/-]+")) {
      throw new IllegalArgumentException("cannot be signed: " + path);
    }
    return path;
  }
}
