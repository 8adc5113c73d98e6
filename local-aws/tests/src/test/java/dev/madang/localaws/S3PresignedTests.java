package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3PresignedTests {
  private static final String ALLOW_ORIGIN = "access-control-allow-origin";
  private static final String PHOTO = "the bytes of a photo";

  private final LocalAws localAws = LocalAws.running();
  private final S3Client s3 = localAws.client(S3Client.builder());
  private final HttpClient http = HttpClient.newHttpClient();
  private final String bucket = localAws.output("PrivateSpaceBucket");
  private final String key = "private/tests/media/ä b+c=" + UUID.randomUUID();
  private final S3Presigner presigner =
      S3Presigner.builder()
          .endpointOverride(localAws.endpoint())
          .region(LocalAws.REGION)
          .credentialsProvider(LocalAws.ROOT)
          .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
          .build();
  private final Map<String, String> headers =
      Map.of(
          "content-type", "image/jpeg",
          "if-none-match", "*",
          "x-amz-checksum-sha256", Digests.sha256(PHOTO));

  @Test
  @Proves("s3-signed-upload")
  void aPresignedUploadWorksOnce() throws Exception {
    var upload = upload();
    assertThat(put(upload, PHOTO, headers).statusCode()).isEqualTo(200);
    assertThat(put(upload, PHOTO, headers).statusCode()).isEqualTo(412);
    assertThat(s3.headObject(it -> it.bucket(bucket).key(key)).contentType())
        .isEqualTo("image/jpeg");
  }

  @Test
  @Proves("s3-signed-headers")
  void aPresignedUploadRejectsOtherHeaders() throws Exception {
    var upload = upload();
    assertRefused(put(upload, PHOTO + "!", headers), 403, "SignatureDoesNotMatch");
    assertRefused(put(upload, PHOTO, with("content-type", "text/html")), 403, "SignatureDoes");
    assertRefused(put(upload, PHOTO, without("if-none-match")), 403, "SignatureDoesNotMatch");
    assertRefused(put(upload, PHOTO, with("x-amz-meta-extra", "1")), 403, "not signed");
  }

  @Test
  @Proves("s3-signed-checksum")
  void aPresignedUploadRejectsOtherBytes() throws Exception {
    var sameLength = PHOTO.replace("photo", "virus");
    assertRefused(put(upload(), sameLength, headers), 400, "BadDigest");
  }

  @Test
  @Proves("s3-signed-download")
  void aPresignedDownloadReturnsTheSignedHeaders() throws Exception {
    s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString(PHOTO));
    var response = get(download(Duration.ofMinutes(1)));
    assertThat(response.body()).isEqualTo(PHOTO);
    assertThat(response.headers().firstValue("content-disposition")).contains("attachment");
  }

  @Test
  @Proves("s3-signed-expiry")
  void aPresignedUrlExpires() throws Exception {
    s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString(PHOTO));
    var link = download(Duration.ofSeconds(1));
    Thread.sleep(Duration.ofMillis(2100));
    assertRefused(get(link), 403, "Request has expired");
  }

  @Test
  @Proves("s3-signed-key")
  void aPresignedUrlOpensNoOtherKey() throws Exception {
    var link = download(Duration.ofMinutes(1)).toString();
    assertRefused(get(URI.create(link.replace("/tests/", "/others/"))), 403, "SignatureDoes");
  }

  @Test
  @Proves("s3-anonymous")
  void unsignedRequestsAreDenied() throws Exception {
    var link = download(Duration.ofMinutes(1)).toString();
    assertRefused(get(URI.create(link.substring(0, link.indexOf('?')))), 403, "AccessDenied");
  }

  @Test
  @Proves("s3-cors")
  void onlyPagesOfAllowedOriginsCanUpload() throws Exception {
    for (var origin : List.of("https://localhost:8443", "http://localhost:5173")) {
      var allowed = preflight(origin);
      assertThat(allowed.statusCode()).isEqualTo(200);
      assertThat(allowed.headers().firstValue(ALLOW_ORIGIN)).contains(origin);
      assertThat(allowed.headers().firstValue("access-control-allow-headers"))
          .contains("content-type");
    }
    for (var origin : List.of("https://elsewhere.example", "http://localhost.example", "null")) {
      assertThat(preflight(origin).statusCode()).isEqualTo(403);
    }
  }

  @Test
  @Proves("s3-cors")
  void aPageReadsTheETagOfItsUploadAndWhyOneWasRefused() throws Exception {
    var origin = "http://localhost:5173";
    var uploaded = put(upload(), PHOTO, with("Origin", origin));
    assertThat(uploaded.statusCode()).isEqualTo(200);
    assertThat(uploaded.headers().firstValue(ALLOW_ORIGIN)).contains(origin);
    assertThat(uploaded.headers().firstValue("access-control-expose-headers").orElse(""))
        .contains("ETag");
    var again = put(upload(), PHOTO, with("Origin", origin));
    assertThat(again.statusCode()).isEqualTo(412);
    assertThat(again.headers().firstValue(ALLOW_ORIGIN)).contains(origin);
    assertThat(put(upload(), PHOTO, with("Origin", "null")).headers().firstValue(ALLOW_ORIGIN))
        .isEmpty();
  }

  private HttpResponse<String> preflight(String origin) throws Exception {
    var request =
        HttpRequest.newBuilder(upload())
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "PUT")
            .header("Access-Control-Request-Headers", "content-type");
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private URI upload() {
    return URI.create(
        presigner
            .presignPutObject(link ->
                link.signatureDuration(Duration.ofMinutes(1))
                    .putObjectRequest(put ->
                        put.bucket(bucket)
                            .key(key)
                            .contentType("image/jpeg")
                            .contentLength((long) PHOTO.length())
                            .checksumSHA256(Digests.sha256(PHOTO))
                            .ifNoneMatch("*")))
            .url()
            .toString());
  }

  private URI download(Duration validity) {
    return URI.create(
        presigner
            .presignGetObject(link ->
                link.signatureDuration(validity)
                    .getObjectRequest(get ->
                        get.bucket(bucket).key(key).responseContentDisposition("attachment")))
            .url()
            .toString());
  }

  private HttpResponse<String> put(URI link, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(link).PUT(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(URI link) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
  }

  private Map<String, String> with(String name, String value) {
    var changed = new TreeMap<>(headers);
    changed.put(name, value);
    return changed;
  }

  private Map<String, String> without(String name) {
    var changed = new TreeMap<>(headers);
    changed.remove(name);
    return changed;
  }

  private static void assertRefused(HttpResponse<String> response, int status, String reason) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains(reason);
  }
}
