package dev.madang.localaws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What a web page in a browser of this machine can do. It knows the root user's key, which is
 * public, so it can sign every request.
 */
class WebPageTests {
  private static final String EVIL = "Origin: https://evil.example\r\n";
  private static final String APP = "Origin: http://localhost:5173\r\n";
  private static final String WITHOUT_ORIGIN = "Sec-Fetch-Site: cross-site\r\n";

  private final LocalAws localAws = LocalAws.running();
  private final S3Client s3 = localAws.client(S3Client.builder());
  private final SqsClient sqs = localAws.client(SqsClient.builder());
  private final String bucket = localAws.output("PrivateSpaceBucket");
  private final String key = "private/tests/" + UUID.randomUUID();

  @BeforeEach
  void putObject() {
    s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("photo"));
  }

  @Test
  @Proves("endpoint-pages")
  void aForeignPageCannotSignARequestAsTheRootUser() throws Exception {
    var queue = "queue-" + UUID.randomUUID();
    var query = "/?Action=CreateQueue&QueueName=" + queue + "&X-Amz-Credential=" + scope("sqs");
    for (var page : List.of(EVIL, "Origin: null\r\n", WITHOUT_ORIGIN)) {
      assertThat(send("GET " + query, page)).startsWith("HTTP/1.1 403");
      assertThat(send("POST " + query, page + "Content-Length: 0\r\n")).startsWith("HTTP/1.1 403");
    }
    assertThat(sqs.listQueues(it -> it.queueNamePrefix(queue)).queueUrls()).isEmpty();
    assertThat(
            send(
                "POST /",
                EVIL
                    + "X-Amz-Target: AWSCognitoIdentityProviderService.ListUserPools\r\n"
                    + "Content-Type: application/x-amz-json-1.1\r\nContent-Length: 2\r\n"
                    + "Authorization: AWS4-HMAC-SHA256 Credential="
                    + scope("cognito-idp")
                    + ", SignedHeaders=host, Signature=0\r\n",
                "{}"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  @Proves("endpoint-pages")
  void aForeignPageCannotUsePresignedUrls() throws Exception {
    var url = presigned();
    assertThat(send("GET " + url, EVIL)).startsWith("HTTP/1.1 403");
    assertThat(send("PUT " + url, EVIL + "Content-Length: 0\r\n")).startsWith("HTTP/1.1 403");
    var delete = "POST /" + bucket + "?delete&X-Amz-Credential=" + scope("s3");
    assertThat(send(delete, EVIL + "Content-Length: 0\r\n")).startsWith("HTTP/1.1 403");
    assertThat(s3.headObject(it -> it.bucket(bucket).key(key)).contentLength()).isEqualTo(5);
  }

  @Test
  @Proves("endpoint-pages")
  void aPageOfTheAppUsesPresignedUrlsAndAnyPageMayShowThem() throws Exception {
    assertThat(send("GET " + presigned(), APP))
        .startsWith("HTTP/1.1 200")
        .contains("Access-Control-Allow-Origin: http://localhost:5173")
        .endsWith("photo");
    assertThat(send("GET " + presigned(), WITHOUT_ORIGIN)).endsWith("photo");
  }

  @Test
  @Proves("endpoint-pages")
  void theToolsAreForProgramsAndForTheAddressBar() throws Exception {
    for (var path : List.of("mails", "calls", "signing-key", "credentials?role=x")) {
      for (var page : List.of(EVIL, APP, WITHOUT_ORIGIN, "Sec-Fetch-Site: same-origin\r\n")) {
        assertThat(send("GET /_local/" + path, page)).startsWith("HTTP/1.1 403");
      }
    }
    assertThat(send("GET /_local/mails", "")).startsWith("HTTP/1.1 200");
    assertThat(send("GET /_local/mails", "Sec-Fetch-Site: none\r\n")).startsWith("HTTP/1.1 200");
  }

  @Test
  @Proves("endpoint-closed")
  void theOwnPathsOfMotoAreClosed() throws Exception {
    for (var path :
        List.of(
            "",
            "data.json",
            "lib.js",
            "reset",
            "reset-auth",
            "seed",
            "config",
            "proxy/passthrough",
            "static/athena/query-results",
            "state-manager/get-transition",
            "state-manager/set-transition",
            "recorder/start-recording",
            "recorder/download-recording",
            "recorder/replay-recording")) {
      for (var prefix : List.of("/moto-api/", "//moto-api/", "/%6doto-api/")) {
        for (var method : List.of("GET ", "POST ", "DELETE ")) {
          var response = send(method + prefix + path, "Content-Length: 0\r\n");
          assertThat(response).as(method + prefix + path).startsWith("HTTP/1.1 403");
        }
      }
    }
    var asItsHost =
        "Authorization: AWS4-HMAC-SHA256 Credential=local/20300101/x/moto_api/aws4_request, x\r\n";
    assertThat(send("POST /moto-api/reset", asItsHost + "Content-Length: 0\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(s3.headObject(it -> it.bucket(bucket).key(key)).contentLength()).isEqualTo(5);
  }

  @Test
  @Proves("endpoint-closed")
  void thereIsNoMetadataOfAnEc2Instance() throws Exception {
    var credentials = "/latest/meta-data/iam/security-credentials/default-role";
    assertThat(send("GET " + credentials, "")).doesNotContain("SecretAccessKey");
    assertThat(send("PUT /latest/api/token", "Content-Length: 0\r\n")).doesNotContain("fake");
  }

  @Test
  @Proves("endpoint-host")
  void aPageWhoseNameNowResolvesToThisMachineIsRejected() throws Exception {
    for (var path : List.of("/_local/health", "/_local/mails", presigned(), "/" + bucket, "/")) {
      var request = "GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
      assertThat(exchange(request)).as(path).startsWith("HTTP/1.1 403");
    }
  }

  private static String scope(String service) {
    return "local/20300101/eu-central-1/" + service + "/aws4_request";
  }

  private String presigned() {
    try (var presigner =
        S3Presigner.builder()
            .endpointOverride(localAws.endpoint())
            .region(LocalAws.REGION)
            .credentialsProvider(LocalAws.ROOT)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      return presigner
          .presignGetObject(it ->
              it.signatureDuration(Duration.ofMinutes(1))
                  .getObjectRequest(get -> get.bucket(bucket).key(key)))
          .url()
          .getFile();
    }
  }

  private String send(String methodAndPath, String headers, String... body) throws IOException {
    var host = "Host: " + localAws.endpoint().getAuthority() + "\r\nConnection: close\r\n";
    return exchange(
        methodAndPath + " HTTP/1.1\r\n" + host + headers + "\r\n" + String.join("", body));
  }

  private String exchange(String request) throws IOException {
    try (var socket = new Socket(localAws.endpoint().getHost(), localAws.endpoint().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
