package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;
import software.amazon.awssdk.services.s3.S3Client;

/** A distribution of its own, with a cache policy per path. */
class CloudFrontCacheTests {
  private static final String ANSWERED_BY_CACHE = "Hit from cloudfront";
  private static final String ANSWERED_BY_ORIGIN = "Miss from cloudfront";
  private static final String REVALIDATED = "RefreshHit from cloudfront";
  private static final String FAILED = "Error from cloudfront";
  private static final Duration TTL = Duration.ofMillis(3100);

  private static final LocalAws AWS = LocalAws.running();
  private static final CdnKey KEY = CdnKey.make();
  private static Stacks stack;

  private final S3Client s3 = AWS.client(S3Client.builder());
  private final CloudFrontClient cloudFront = AWS.client(CloudFrontClient.builder());
  private final HttpClient http = HttpClient.newHttpClient();
  private final String name = UUID.randomUUID().toString();

  @BeforeAll
  static void createDistribution() {
    stack = Stacks.create(template());
  }

  @AfterAll
  static void deleteDistribution() {
    stack.delete();
  }

  @Test
  @Proves("cloudfront-cache")
  void aResponseIsCachedUntilItIsInvalidated() throws Exception {
    store("always/" + name, "old", "private, max-age=31536000, immutable");
    store("always/" + name + "/2", "old", "private");
    assertAnswer(get("always/" + name), "old", ANSWERED_BY_ORIGIN);
    assertAnswer(get("always/" + name + "/2"), "old", ANSWERED_BY_ORIGIN);
    store("always/" + name, "new", "private, max-age=31536000, immutable");
    var hit = get("always/" + name);
    assertAnswer(hit, "old", ANSWERED_BY_CACHE);
    assertThat(hit.headers().firstValueAsLong("age").orElseThrow()).isCloseTo(0, within(5L));
    assertThat(hit.headers().firstValue("cache-control"))
        .hasValueSatisfying(it -> assertThat(it).contains("immutable"));

    invalidate("/always/" + name);
    assertAnswer(get("always/" + name), "new", ANSWERED_BY_ORIGIN);
    assertAnswer(get("always/" + name + "/2"), "old", ANSWERED_BY_CACHE);
    invalidate("/always/" + name + "*");
    assertAnswer(get("always/" + name), "new", ANSWERED_BY_ORIGIN);
    assertAnswer(get("always/" + name + "/2"), "old", ANSWERED_BY_ORIGIN);
    invalidate("/ALWAYS/*", "/other/*", "/*/" + name);
    assertAnswer(get("always/" + name), "new", ANSWERED_BY_CACHE);
  }

  @Test
  @Proves("cloudfront-cache-ttl")
  void theOriginDecidesWithinTheLimitsOfThePolicy() throws Exception {
    store("at-most-3s/" + name, "old", "max-age=3600");
    store("at-most-3s/default-" + name, "old", "");
    store("at-least-3s/" + name, "old", "max-age=0");
    store("at-least-3s/private-" + name, "old", "private, no-store");
    store("origin/long-" + name, "old", "max-age=1, s-maxage=3600");
    store("origin/expired-" + name, "old", "s-maxage=0, max-age=3600");
    store("origin/private-" + name, "old", "private, max-age=3600");
    store("origin/no-store-" + name, "old", "no-store");
    store("never/" + name, "old", "max-age=3600");
    for (var path :
        new String[] {
          "at-most-3s/", "at-most-3s/default-", "at-least-3s/", "at-least-3s/private-"
        }) {
      assertAnswer(get(path + name), "old", ANSWERED_BY_ORIGIN);
      assertAnswer(get(path + name), "old", ANSWERED_BY_CACHE);
      store(path + name, "new", "max-age=3600");
    }
    assertAnswer(get("origin/long-" + name), "old", ANSWERED_BY_ORIGIN);
    assertAnswer(get("origin/expired-" + name), "old", ANSWERED_BY_ORIGIN);
    Thread.sleep(TTL);
    assertAnswer(get("at-most-3s/" + name), "new", ANSWERED_BY_ORIGIN);
    assertAnswer(get("at-most-3s/default-" + name), "new", ANSWERED_BY_ORIGIN);
    assertAnswer(get("at-least-3s/" + name), "new", ANSWERED_BY_ORIGIN);
    assertAnswer(get("at-least-3s/private-" + name), "new", ANSWERED_BY_ORIGIN);
    assertAnswer(get("origin/long-" + name), "old", ANSWERED_BY_CACHE);
    assertAnswer(get("origin/expired-" + name), "old", REVALIDATED);
    for (var path : new String[] {"origin/private-", "origin/no-store-", "never/"}) {
      assertAnswer(get(path + name), "old", ANSWERED_BY_ORIGIN);
      assertAnswer(get(path + name), "old", ANSWERED_BY_ORIGIN);
    }
  }

  @Test
  @Proves("cloudfront-cache-key")
  void theKeyHasWhatThePolicyNames() throws Exception {
    store("keyed/" + name, "content", "max-age=3600");
    var path = "keyed/" + name;
    assertAnswer(get(path + "?v=1&x=1"), "content", ANSWERED_BY_ORIGIN);
    assertAnswer(get(path + "?x=2&v=1"), "content", ANSWERED_BY_CACHE);
    assertAnswer(get(path + "?v=2"), "content", ANSWERED_BY_ORIGIN);
    assertAnswer(get(path, "X-Theme", "dark"), "content", ANSWERED_BY_ORIGIN);
    assertAnswer(get(path, "X-Theme", "dark", "X-Other", "1"), "content", ANSWERED_BY_CACHE);
    assertAnswer(get(path, "X-Theme", "light"), "content", ANSWERED_BY_ORIGIN);
    assertAnswer(get(path, "Cookie", "a=1; lang=ko"), "content", ANSWERED_BY_ORIGIN);
    assertAnswer(get(path, "Cookie", "lang=ko; a=2"), "content", ANSWERED_BY_CACHE);
    assertAnswer(get(path, "Cookie", "lang=en"), "content", ANSWERED_BY_ORIGIN);
    assertAnswer(get(path, "Accept-Encoding", "gzip;q=0.8, br"), "content", ANSWERED_BY_ORIGIN);
    assertAnswer(get(path, "Accept-Encoding", "deflate, gzip"), "content", ANSWERED_BY_CACHE);
    assertAnswer(get(path, "Accept-Encoding", "br"), "content", ANSWERED_BY_ORIGIN);
    assertAnswer(get(path), "content", ANSWERED_BY_CACHE);
    invalidate("/" + path + "?v=1");
    assertAnswer(get(path + "?v=1"), "content", ANSWERED_BY_ORIGIN);
    assertAnswer(get(path + "?v=2"), "content", ANSWERED_BY_CACHE);

    store("always/" + name, "content", "max-age=3600");
    assertAnswer(get("always/" + name), "content", ANSWERED_BY_ORIGIN);
    var noise = get("always/" + name + "?v=9", "X-Theme", "dark", "Cookie", "lang=ko");
    assertAnswer(noise, "content", ANSWERED_BY_CACHE);
  }

  @Test
  @Proves("cloudfront-cache-revalidation")
  void anExpiredResponseIsRevalidated() throws Exception {
    store("at-most-3s/" + name, "old", "max-age=3");
    var etag = get("at-most-3s/" + name).headers().firstValue("etag").orElseThrow();
    Thread.sleep(TTL);
    assertAnswer(get("at-most-3s/" + name), "old", REVALIDATED);
    assertAnswer(get("at-most-3s/" + name), "old", ANSWERED_BY_CACHE);
    assertThat(get("at-most-3s/" + name, "If-None-Match", etag).statusCode()).isEqualTo(304);
    store("at-most-3s/" + name, "new", "max-age=3");
    Thread.sleep(TTL);
    var changed = get("at-most-3s/" + name, "If-None-Match", etag);
    assertAnswer(changed, "new", ANSWERED_BY_ORIGIN);
    assertAnswer(get("at-most-3s/" + name), "new", ANSWERED_BY_CACHE);
    delete("at-most-3s/" + name);
    assertAnswer(get("at-most-3s/" + name), "new", ANSWERED_BY_CACHE);
    Thread.sleep(TTL);
    assertThat(get("at-most-3s/" + name).statusCode()).isEqualTo(404);
  }

  @Test
  @Proves("cloudfront-cache-range")
  void rangesAndHeadAreAnsweredFromTheCachedObject() throws Exception {
    store("always/" + name, "0123456789", "max-age=3600");
    var head = send("HEAD", "always/" + name);
    assertThat(head.headers().firstValue("x-cache")).contains(ANSWERED_BY_ORIGIN);
    var first = get("always/" + name, "Range", "bytes=2-4");
    assertThat(first.statusCode()).isEqualTo(206);
    assertAnswer(first, "234", ANSWERED_BY_ORIGIN);
    delete("always/" + name);
    assertAnswer(get("always/" + name, "Range", "bytes=-3"), "789", ANSWERED_BY_CACHE);
    assertAnswer(get("always/" + name, "Range", "bytes=8-99"), "89", ANSWERED_BY_CACHE);
    assertAnswer(get("always/" + name, "Range", "bytes=0-1,4-5"), "0123456789", ANSWERED_BY_CACHE);
    assertAnswer(get("always/" + name, "Range", "lines=0-1"), "0123456789", ANSWERED_BY_CACHE);
    var etag = first.headers().firstValue("etag").orElseThrow();
    assertAnswer(
        get("always/" + name, "Range", "bytes=0-0", "If-Range", etag), "0", ANSWERED_BY_CACHE);
    assertAnswer(
        get("always/" + name, "Range", "bytes=0-0", "If-Range", "\"other\""),
        "0123456789",
        ANSWERED_BY_CACHE);
    var beyond = get("always/" + name, "Range", "bytes=10-");
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("content-range")).contains("bytes */10");
    var cachedHead = send("HEAD", "always/" + name);
    assertAnswer(cachedHead, "", ANSWERED_BY_CACHE);
    assertThat(cachedHead.headers().firstValueAsLong("content-length")).hasValue(10);
  }

  @Test
  @Proves("cloudfront-cache-errors")
  void aNotFoundIsCachedForItsErrorTtl() throws Exception {
    assertThat(get("always/" + name).statusCode()).isEqualTo(404);
    store("always/" + name, "content", "max-age=3600");
    var cached = get("always/" + name);
    assertThat(cached.statusCode()).isEqualTo(404);
    assertThat(cached.headers().firstValue("x-cache")).contains(FAILED);
    Thread.sleep(TTL);
    assertAnswer(get("always/" + name), "content", ANSWERED_BY_ORIGIN);
  }

  @Test
  @Proves("cloudfront-cache-signed")
  void aCachedPrivateObjectStillNeedsASignature() throws Exception {
    store("signed/" + name, "secret", "private, max-age=31536000");
    assertAnswer(get(signed("signed/" + name)), "secret", ANSWERED_BY_ORIGIN);
    assertAnswer(get(signed("signed/" + name)), "secret", ANSWERED_BY_CACHE);
    for (var unsigned :
        Arrays.asList(
            get("signed/" + name),
            send("HEAD", "signed/" + name),
            get("signed/" + name, "Range", "bytes=0-0"),
            get("signed/" + name, "If-None-Match", "*"),
            get("always/../signed/" + name),
            get(signed("signed/" + name).replace("Signature=", "Signature=A")))) {
      assertThat(unsigned.statusCode()).isEqualTo(403);
      assertThat(unsigned.body()).doesNotContain("secret");
      assertThat(unsigned.headers().firstValue("x-cache")).contains(FAILED);
    }
  }

  @Test
  void theCacheIsBounded() throws Exception {
    var large = 7 << 20;
    for (var i = 0; i < 5; i++) {
      s3.putObject(put(name + "-" + i, "max-age=3600"), RequestBody.fromBytes(new byte[large]));
      assertThat(get("always/" + name + "-" + i).body()).hasSize(large);
    }
    assertThat(cacheOf(get("always/" + name + "-4"))).isEqualTo(ANSWERED_BY_CACHE);
    assertThat(cacheOf(get("always/" + name + "-0"))).isEqualTo(ANSWERED_BY_ORIGIN);
    var tooLarge = 9 << 20;
    s3.putObject(put(name, "max-age=3600"), RequestBody.fromBytes(new byte[tooLarge]));
    for (var i = 0; i < 2; i++) {
      assertThat(cacheOf(get("always/" + name))).isEqualTo(ANSWERED_BY_ORIGIN);
      var part = get("always/" + name, "Range", "bytes=0-9");
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(part.body()).hasSize(10);
    }
  }

  private static software.amazon.awssdk.services.s3.model.PutObjectRequest put(
      String name, String cacheControl) {
    return software.amazon.awssdk.services.s3.model.PutObjectRequest.builder()
        .bucket(stack.output("Bucket"))
        .key("always/" + name)
        .cacheControl(cacheControl)
        .build();
  }

  private void store(String key, String content, String cacheControl) {
    s3.putObject(
        it -> {
          it.bucket(stack.output("Bucket")).key(key).contentType("text/plain");
          if (!cacheControl.isEmpty()) {
            it.cacheControl(cacheControl);
          }
        },
        RequestBody.fromString(content));
  }

  private void delete(String key) {
    s3.deleteObject(it -> it.bucket(stack.output("Bucket")).key(key));
  }

  private void invalidate(String... paths) {
    cloudFront.createInvalidation(it ->
        it.distributionId(stack.output("Id"))
            .invalidationBatch(batch ->
                batch
                    .callerReference(UUID.randomUUID().toString())
                    .paths(all -> all.quantity(paths.length).items(paths))));
  }

  private static String signed(String path) {
    return CloudFrontUtilities.create()
        .getSignedUrlWithCannedPolicy(it ->
            it.resourceUrl(url(path))
                .privateKey(KEY.pair().getPrivate())
                .keyPairId(stack.output("KeyPairId"))
                .expirationDate(Instant.now().plusSeconds(60)))
        .url();
  }

  private static String url(String path) {
    return path.startsWith("http")
        ? path
        : AWS.endpoint() + "/_local/cdn/" + stack.output("Id") + "/" + path;
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, headers);
  }

  private HttpResponse<String> send(String method, String path, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url(path)))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String cacheOf(HttpResponse<String> response) {
    return response.headers().firstValue("x-cache").orElseThrow();
  }

  private static void assertAnswer(HttpResponse<String> response, String body, String cache) {
    assertThat(response.body()).isEqualTo(body);
    assertThat(cacheOf(response)).isEqualTo(cache);
  }

  private static String template() {
    return """
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties: {BucketName: NAME-cached}
      BucketPolicy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Bucket
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Principal: {Service: cloudfront.amazonaws.com}
                Action: [s3:GetObject, s3:ListBucket]
                Resource: [!GetAtt Bucket.Arn, !Sub "${Bucket.Arn}/*"]
      Key:
        Type: AWS::CloudFront::PublicKey
        Properties:
          PublicKeyConfig:
            CallerReference: NAME
            Name: NAME
            EncodedKey: |
    %s
      Keys:
        Type: AWS::CloudFront::KeyGroup
        Properties:
          KeyGroupConfig: {Name: NAME, Items: [!Ref Key]}
      Access:
        Type: AWS::CloudFront::OriginAccessControl
        Properties:
          OriginAccessControlConfig:
            {Name: NAME, OriginAccessControlOriginType: s3, SigningBehavior: always, SigningProtocol: sigv4}
    %s
      Keyed:
        Type: AWS::CloudFront::CachePolicy
        Properties:
          CachePolicyConfig:
            Name: NAME-keyed
            MinTTL: 0
            DefaultTTL: 3600
            MaxTTL: 3600
            ParametersInCacheKeyAndForwardedToOrigin:
              EnableAcceptEncodingGzip: true
              EnableAcceptEncodingBrotli: false
              CookiesConfig: {CookieBehavior: whitelist, Cookies: [lang]}
              HeadersConfig: {HeaderBehavior: whitelist, Headers: [X-Theme]}
              QueryStringsConfig: {QueryStringBehavior: whitelist, QueryStrings: [v]}
      Distribution:
        Type: AWS::CloudFront::Distribution
        Properties:
          DistributionConfig:
            Enabled: true
            Origins:
              - Id: bucket
                DomainName: !Sub "${Bucket}.s3.eu-central-1.amazonaws.com"
                OriginAccessControlId: !GetAtt Access.Id
                S3OriginConfig: {OriginAccessIdentity: ""}
            CustomErrorResponses: [{ErrorCode: 404, ErrorCachingMinTTL: 3}]
            CacheBehaviors:
    %s
            DefaultCacheBehavior:
              {TargetOriginId: bucket, ViewerProtocolPolicy: allow-all, CachePolicyId: !Ref Never}
    Outputs:
      Id: {Value: !Ref Distribution}
      Bucket: {Value: !Ref Bucket}
      KeyPairId: {Value: !Ref Key}
    """
        .formatted(
            KEY.publicPem().indent(12).stripTrailing(),
            String.join(
                "\n",
                policy("Always", 31536000, 31536000, 31536000),
                policy("AtMost3s", 0, 3, 3),
                policy("AtLeast3s", 3, 3, 3600),
                policy("Origin", 0, 86400, 31536000),
                policy("Never", 0, 0, 0)),
            String.join(
                "\n",
                behaviour("always/*", "Always", ""),
                behaviour("signed/*", "Always", "TrustedKeyGroups: [!Ref Keys], "),
                behaviour("at-most-3s/*", "AtMost3s", ""),
                behaviour("at-least-3s/*", "AtLeast3s", ""),
                behaviour("origin/*", "Origin", ""),
                behaviour("keyed/*", "Keyed", "")));
  }

  private static String policy(String name, int minimum, int usual, int maximum) {
    return """
    %s:
      Type: AWS::CloudFront::CachePolicy
      Properties:
        CachePolicyConfig:
          Name: NAME-%s
          MinTTL: %d
          DefaultTTL: %d
          MaxTTL: %d
          ParametersInCacheKeyAndForwardedToOrigin:
            EnableAcceptEncodingGzip: false
            CookiesConfig: {CookieBehavior: none}
            HeadersConfig: {HeaderBehavior: none}
            QueryStringsConfig: {QueryStringBehavior: none}\
    """
        .formatted(name, name, minimum, usual, maximum)
        .indent(2)
        .stripTrailing();
  }

  private static String behaviour(String path, String policy, String more) {
    return "          - {PathPattern: /%s, TargetOriginId: bucket, %sViewerProtocolPolicy: allow-all, CachePolicyId: !Ref %s}"
        .formatted(path, more, policy);
  }
}
