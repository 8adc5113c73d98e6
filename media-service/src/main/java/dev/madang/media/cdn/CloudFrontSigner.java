package dev.madang.media.cdn;

import java.net.URI;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;

/** Says to CloudFront, by a signature, what may be seen until when. */
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

  /** An address of one path that opens all that begins so, hence each of its formats. */
  URI signed(String path, String beginning, Instant until) {
    var signed =
        cloudFront.getSignedUrlWithCustomPolicy(policy ->
            policy
                .resourceUrl(url(literal(path)).toString())
                .resourceUrlPattern(url(literal(beginning)) + "*")
                .keyPairId(keyPairId)
                .privateKey(key)
                .expirationDate(until));
    return URI.create(signed.url());
  }

  /** Cookies by their names, for all that begins so. */
  Map<String, String> cookies(String beginning, Instant until) {
    var signed =
        cloudFront.getCookiesForCustomPolicy(policy ->
            policy
                .resourceUrl(url(literal(beginning)) + "*")
                .keyPairId(keyPairId)
                .privateKey(key)
                .expirationDate(until));
    var cookies = new LinkedHashMap<String, String>();
    Stream.of(
            signed.policyHeaderValue(),
            signed.signatureHeaderValue(),
            signed.keyPairIdHeaderValue())
        .map(cookie -> cookie.split("=", 2))
        .forEach(cookie -> cookies.put(cookie[0], cookie[1]));
    return cookies;
  }

  /** Nothing that a policy would take for a pattern, or that would end its text. */
  private static String literal(String path) {
    if (!path.matches("[A-Za-z0-9._/-]+")) {
      throw new IllegalArgumentException("no path to be signed: " + path);
    }
    return path;
  }
}
