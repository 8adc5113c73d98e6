package dev.madang.localaws;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CloudFrontEdgeTests {
  private static final String WEBP = "a WebP";
  private static final String JPEG = "a JPEG";
  private static final String CORS_ORIGIN = "https://localhost:8443";

  private final LocalAws localAws = LocalAws.running();
  private final S3Client s3 = localAws.client(S3Client.builder());
  private final CloudFrontUtilities signer = CloudFrontUtilities.create();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String cdn = localAws.output("CdnUrl");
  private final String keyPairId = localAws.output("CdnKeyPairId");
  private final PrivateKey key = privateKey(localAws.cdnPrivateKey());
  private final Instant soon = Instant.now().plus(1, ChronoUnit.HOURS);
  private final String sub = UUID.randomUUID().toString();
  private final String mine = cdn + "/private/" + sub + "/renditions/a/b/small";
  private final String theirs = cdn + "/private/" + sub + "0/renditions/a/b/small";
  private final String open = cdn + "/public/" + sub + "/a/b/small";

  @BeforeEach
  void storeImages() {
    for (var url : List.of(mine, theirs, open)) {
      store(url + ".webp", WEBP);
      store(url + ".jpg", JPEG);
    }
  }

  @Test
  @Proves("cloudfront-public")
  void aPublicPathNeedsNoSignature() throws Exception {
    var response = get(open + ".jpg");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(JPEG);
    assertThat(response.headers().firstValue("content-type")).contains("image/jpeg");
    assertThat(response.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
  }

  @Test
  @Proves("cloudfront-unsigned")
  void aPrivatePathNeedsASignature() throws Exception {
    assertRefused(get(mine + ".jpg"), "MissingKey");
    assertRefused(get(cdn + "/shared/x/small.jpg"), "MissingKey");
    assertRefused(get(cdn + "/elsewhere"), "MissingKey");
    assertRefused(get(cdn + "/public/../private/" + sub + "/renditions/a/b/small.jpg"), "Missing");
    assertRefused(get(cdn + "/public/%2e%2e/private/" + sub + "/renditions/a/b/small.jpg"), "Miss");
  }

  @Test
  @Proves("cloudfront-cookies")
  void cookiesGiveAccessToTheirPrefixOnly() throws Exception {
    var cookies = cookies(cdn + "/private/" + sub + "/*", keyPairId, key, soon);
    assertThat(get(mine + ".jpg", "Cookie", cookies).body()).isEqualTo(JPEG);
    assertRefused(get(theirs + ".jpg", "Cookie", cookies), "AccessDenied");
    var dots = cdn + "/private/" + sub + "/../" + sub + "0/renditions/a/b/small.jpg";
    assertThat(get(dots, "Cookie", cookies).statusCode()).isEqualTo(403);
  }

  @Test
  @Proves("cloudfront-signed-url")
  void aSignedUrlGivesAccessToItsResourceOnly() throws Exception {
    var custom =
        signer.getSignedUrlWithCustomPolicy(it ->
            it.resourceUrl(mine + ".jpg")
                .resourceUrlPattern(mine + "*")
                .privateKey(key)
                .keyPairId(keyPairId)
                .expirationDate(soon));
    var canned =
        signer.getSignedUrlWithCannedPolicy(it ->
            it.resourceUrl(mine + ".jpg")
                .privateKey(key)
                .keyPairId(keyPairId)
                .expirationDate(soon));
    assertThat(get(custom.url()).body()).isEqualTo(JPEG);
    assertThat(get(canned.url()).body()).isEqualTo(JPEG);
    assertThat(get(custom.url().replace(".jpg", ".webp")).body()).isEqualTo(WEBP);
    assertRefused(get(canned.url().replace(".jpg", ".webp")), "AccessDenied");
    assertRefused(get(custom.url().replace(sub, sub + "0")), "AccessDenied");
  }

  @Test
  @Proves("cloudfront-expiry")
  void aSignatureExpires() throws Exception {
    var past = Instant.now().minusSeconds(1);
    var cookies = cookies(cdn + "/private/" + sub + "/*", keyPairId, key, past);
    assertRefused(get(mine + ".jpg", "Cookie", cookies), "AccessDenied");
    var url =
        signer.getSignedUrlWithCannedPolicy(it ->
            it.resourceUrl(mine + ".jpg")
                .privateKey(key)
                .keyPairId(keyPairId)
                .expirationDate(past));
    assertRefused(get(url.url()), "AccessDenied");
    var later = url.url().replaceFirst("Expires=\\d+", "Expires=" + soon.getEpochSecond());
    assertRefused(get(later), "AccessDenied");
  }

  @Test
  @Proves("cloudfront-foreign-key")
  void onlyKeysOfTheGroupAreAccepted() throws Exception {
    var other = CdnKey.make().pair().getPrivate();
    var resource = cdn + "/private/" + sub + "/*";
    assertRefused(
        get(mine + ".jpg", "Cookie", cookies(resource, keyPairId, other, soon)), "Access");
    assertRefused(
        get(mine + ".jpg", "Cookie", cookies(resource, "KOTHER", key, soon)), "InvalidKey");
    var good = cookies(resource, keyPairId, key, soon);
    var cut = good.replaceFirst("(CloudFront-Signature=.{20})[^;]*", "$1");
    assertRefused(get(mine + ".jpg", "Cookie", cut), "AccessDenied");
    var everything = cookies(cdn + "/*", keyPairId, other, soon);
    var mixed = good.replaceFirst("CloudFront-Policy=[^;]*", everything.replaceFirst(";.*", ""));
    assertRefused(get(theirs + ".jpg", "Cookie", mixed), "AccessDenied");
  }

  @Test
  @Proves("cloudfront-format")
  void aPathWithoutAFormatGetsTheBestAcceptedFormat() throws IOException {
    var cases = Repository.root().resolve("infra/delivery/formats.json");
    assertAll(
        new JsonMapper()
            .readTree(Files.readString(cases))
            .valueStream()
            .filter(it -> !it.get("path").stringValue().endsWith("/"))
            .map(it -> (Executable) () -> choosesAs(it)));
  }

  private void choosesAs(JsonNode wanted) throws Exception {
    var folder = cdn + "/public/" + UUID.randomUUID();
    var path = "/x" + wanted.get("path").stringValue();
    var becomes = "/x" + wanted.get("becomes").stringValue();
    store(folder + becomes, wanted.get("what").stringValue());
    var accept = wanted.get("accept");
    var response =
        accept.isNull() ? get(folder + path) : get(folder + path, "Accept", accept.stringValue());
    assertThat(response.body()).isEqualTo(wanted.get("what").stringValue());
    assertThat(response.headers().allValues("vary")).singleElement().asString().contains("Accept");
  }

  @Test
  @Proves("cloudfront-conditional")
  void rangesAndConditionalRequestsWork() throws Exception {
    var whole = get(open + ".jpg");
    var etag = whole.headers().firstValue("etag").orElseThrow();
    assertThat(whole.headers().firstValue("accept-ranges")).contains("bytes");
    var same = get(open + ".jpg", "If-None-Match", etag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    var part = get(open + ".jpg", "Range", "bytes=2-3");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("JP");
    assertThat(part.headers().firstValue("content-range")).contains("bytes 2-3/6");
    assertThat(get(open + ".jpg", "Range", "bytes=99-").statusCode()).isEqualTo(416);
    var head = send("HEAD", open + ".jpg");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValueAsLong("content-length")).hasValue(6);
    assertThat(head.body()).isEmpty();
  }

  @Test
  @Proves("cloudfront-cors")
  void pagesOfAllowedOriginsCanReadWithCookies() throws Exception {
    var response = get(open + ".jpg", "Origin", CORS_ORIGIN);
    assertThat(response.headers().firstValue("access-control-allow-origin")).contains(CORS_ORIGIN);
    assertThat(response.headers().firstValue("access-control-allow-credentials")).contains("true");
    assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
    var foreign = get(open + ".jpg", "Origin", "https://evil.example");
    assertThat(foreign.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @Test
  @Proves("cloudfront-response-headers")
  void aResponseHeadersPolicyAddsRemovesAndReplacesHeaders() throws Exception {
    var stack = Stacks.create(withHeaders(localAws.output("RenditionsBucket")));
    var url = localAws.endpoint() + "/_local/cdn/" + stack.output("Id") + "/public/x";
    var response = get(url, "Origin", "https://a.example");
    assertThat(response.headers().map())
        .containsEntry("x-frame-options", List.of("DENY"))
        .containsEntry("referrer-policy", List.of("no-referrer"))
        .containsEntry("content-security-policy", List.of("default-src 'none'"))
        .containsEntry("x-yard", List.of("1"))
        .containsEntry("access-control-allow-origin", List.of("https://a.example"))
        .containsEntry("content-type", List.of("application/xml"))
        .doesNotContainKeys("x-amzn-requestid", "access-control-allow-methods");
    var preflight =
        send("OPTIONS", url, "Origin", "https://a.example", "Access-Control-Request-Method", "GET");
    assertThat(preflight.headers().map())
        .containsEntry("access-control-allow-origin", List.of("https://a.example"))
        .containsEntry(
            "access-control-allow-methods", List.of("GET, DELETE, HEAD, OPTIONS, PATCH, POST, PUT"))
        .containsEntry("access-control-allow-headers", List.of("Range, If-Range"))
        .containsEntry("access-control-max-age", List.of("60"));
    var foreign =
        send("OPTIONS", url, "Origin", "https://b.test", "Access-Control-Request-Method", "GET");
    assertThat(foreign.headers().map()).doesNotContainKey("access-control-allow-origin");
    stack.delete();
  }

  private static String withHeaders(String bucket) {
    return """
    Resources:
      Headers:
        Type: AWS::CloudFront::ResponseHeadersPolicy
        Properties:
          ResponseHeadersPolicyConfig:
            Name: NAME
            CorsConfig:
              AccessControlAllowCredentials: false
              AccessControlAllowOrigins: {Items: ["https://*.example"]}
              AccessControlAllowMethods: {Items: [ALL]}
              AccessControlAllowHeaders: {Items: [Range, If-Range]}
              AccessControlMaxAgeSec: 60
              OriginOverride: true
            SecurityHeadersConfig:
              FrameOptions: {FrameOption: DENY, Override: true}
              ReferrerPolicy: {ReferrerPolicy: no-referrer, Override: true}
              ContentSecurityPolicy: {ContentSecurityPolicy: "default-src 'none'", Override: true}
            CustomHeadersConfig:
              Items:
                - {Header: X-Yard, Value: "1", Override: true}
                - {Header: Content-Type, Value: text/never, Override: false}
            RemoveHeadersConfig: {Items: [{Header: X-Amzn-RequestId}]}
      Distribution:
        Type: AWS::CloudFront::Distribution
        Properties:
          DistributionConfig:
            Enabled: true
            Origins:
              - Id: bucket
                DomainName: %s.s3.eu-central-1.amazonaws.com
                S3OriginConfig: {OriginAccessIdentity: ""}
            DefaultCacheBehavior:
              TargetOriginId: bucket
              ViewerProtocolPolicy: allow-all
              AllowedMethods: [GET, HEAD, OPTIONS]
              ResponseHeadersPolicyId: !Ref Headers
    Outputs:
      Id: {Value: !Ref Distribution}
    """
        .formatted(bucket);
  }

  @Test
  @Proves("cloudfront-missing")
  void aMissingObjectIsForbidden() throws Exception {
    assertRefused(get(open + "er.jpg"), "AccessDenied");
    var cookies = cookies(cdn + "/private/" + sub + "/*", keyPairId, key, soon);
    assertRefused(get(mine + "er.jpg", "Cookie", cookies), "AccessDenied");
  }

  @Test
  @Proves("cloudfront-methods")
  void rejectsWrites() throws Exception {
    for (var method : List.of("PUT", "POST", "DELETE")) {
      assertThat(send(method, open + ".jpg").statusCode()).isEqualTo(403);
    }
    assertThat(get(open + ".jpg").body()).isEqualTo(JPEG);
  }

  @Test
  @Proves("cloudfront-origin-access")
  void onlyTheDistributionCanReadTheBucket() throws Exception {
    var bucket = localAws.output("RenditionsBucket");
    var keyOfOpen = keyOf(open) + ".jpg";
    var direct = URI.create(localAws.endpoint() + "/" + bucket + "/" + keyOfOpen);
    assertThat(send("GET", direct.toString()).statusCode()).isEqualTo(403);
    var policy = s3.getBucketPolicy(it -> it.bucket(bucket)).policy();
    assertThat(policy).contains(localAws.output("DistributionId"));
    var others = Stacks.create(another(bucket));
    var theirCdn = localAws.endpoint() + "/_local/cdn/" + others.output("Id");
    assertRefused(get(theirCdn + "/" + keyOfOpen), "AccessDenied");
  }

  @Test
  @Proves("cfn-update-parameter")
  void mediaServiceCanInvalidateOnlyThisDistribution() throws Exception {
    var cloudFront = localAws.client(CloudFrontClient.builder(), mediaService());
    purge(cloudFront, localAws.output("DistributionId"));
    assertThatThrownBy(() -> purge(cloudFront, "EANOTHER")).hasMessageContaining("403");
  }

  private static void purge(CloudFrontClient cloudFront, String distribution) {
    cloudFront.createInvalidation(it ->
        it.distributionId(distribution)
            .invalidationBatch(batch ->
                batch
                    .callerReference(UUID.randomUUID().toString())
                    .paths(paths -> paths.quantity(1).items("/private/a/*"))));
  }

  /** Uses the role of its container. */
  private AwsCredentialsProvider mediaService() throws Exception {
    var role = localAws.output("MediaServiceRoleArn");
    var response = get(localAws.endpoint() + "/_local/credentials?role=" + role);
    var given = new JsonMapper().readTree(response.body());
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            given.get("AccessKeyId").stringValue(),
            given.get("SecretAccessKey").stringValue(),
            given.get("Token").stringValue()));
  }

  /** A distribution of another account in front of our bucket. */
  private static String another(String bucket) {
    return """
    Resources:
      Origin:
        Type: AWS::CloudFront::OriginAccessControl
        Properties:
          OriginAccessControlConfig:
            Name: NAME
            OriginAccessControlOriginType: s3
            SigningBehavior: always
            SigningProtocol: sigv4
      Distribution:
        Type: AWS::CloudFront::Distribution
        Properties:
          DistributionConfig:
            Enabled: true
            Origins:
              - Id: theirs
                DomainName: %s.s3.eu-central-1.amazonaws.com
                OriginAccessControlId: !GetAtt Origin.Id
                S3OriginConfig: {OriginAccessIdentity: ""}
            DefaultCacheBehavior:
              TargetOriginId: theirs
              ViewerProtocolPolicy: https-only
    Outputs:
      Id: {Value: !Ref Distribution}
    """
        .formatted(bucket);
  }

  private void store(String url, String content) {
    s3.putObject(
        it ->
            it.bucket(localAws.output("RenditionsBucket"))
                .key(keyOf(url))
                .contentType("image/jpeg")
                .cacheControl("private, max-age=31536000, immutable"),
        RequestBody.fromString(content));
  }

  private String keyOf(String url) {
    return url.substring(cdn.length() + 1);
  }

  private String cookies(String resource, String keyPairId, PrivateKey key, Instant end) {
    var cookies =
        signer.getCookiesForCustomPolicy(it ->
            it.resourceUrl(resource).privateKey(key).keyPairId(keyPairId).expirationDate(end));
    return Stream.of(
            cookies.policyHeaderValue(),
            cookies.signatureHeaderValue(),
            cookies.keyPairIdHeaderValue())
        .collect(joining("; "));
  }

  private HttpResponse<String> get(String url, String... headers) throws Exception {
    return send("GET", url, headers);
  }

  private HttpResponse<String> send(String method, String url, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static void assertRefused(HttpResponse<String> response, String code) {
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("<Code>" + code);
  }

  private static PrivateKey privateKey(String pem) {
    var body = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
