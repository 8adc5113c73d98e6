package dev.madang.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;
import software.amazon.awssdk.services.cloudfront.model.CustomSignerRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What clients reach by HTTPS, and who reaches what at all. */
class HttpsTests {
  @TempDir private static Path folder;
  private static final CdnKey KEY = CdnKey.make();
  private static Emulator emulator;
  private static Map<String, String> outputs;
  private static String https;

  @BeforeAll
  static void startBeforeThereIsACertificate() throws Exception {
    var port = freePort();
    https = "https://localhost:" + port;
    emulator =
        Emulator.start(
            "--name=yard.example",
            "--tls-port=" + port,
            "--tls-certificate=" + folder.resolve("local-aws.pem"),
            "--tls-key=" + folder.resolve("local-aws.key"));
    outputs = emulator.provision(KEY.publicPem());
    certify();
    store();
  }

  @AfterAll
  static void stop() {
    emulator.stop();
  }

  @Test
  void thePrivateImagesOfTheCdnNeedCookiesForTheHttpsAddress() throws Exception {
    var cdn = https + "/_local/cdn/" + outputs.get("DistributionId");
    var image = cdn + "/private/a/small";
    assertThat(get(image).statusCode()).isEqualTo(403);
    var signed = get(image, "Cookie", cookies(cdn + "/private/a/*", "0.0.0.0/0"));
    assertThat(signed.body()).isEqualTo("an image");
    assertThat(get(image, "Cookie", cookies(cdn + "/private/b/*", "0.0.0.0/0")).statusCode())
        .isEqualTo(403);
    var plain = cdn.replace(https, emulator.endpoint().toString());
    assertThat(get(image, "Cookie", cookies(plain + "/private/a/*", "0.0.0.0/0")).statusCode())
        .isEqualTo(403);
  }

  @Test
  void theAddressOfTheClientIsKnown() throws Exception {
    var cdn = https + "/_local/cdn/" + outputs.get("DistributionId");
    var image = cdn + "/private/a/small";
    var here = cookies(cdn + "/private/a/*", "127.0.0.1/32");
    var elsewhere = cookies(cdn + "/private/a/*", "10.0.0.0/8");
    assertThat(get(image, "Cookie", here).statusCode()).isEqualTo(200);
    assertThat(get(image, "Cookie", elsewhere).statusCode()).isEqualTo(403);
  }

  @Test
  void largeBodiesPassBothWays() throws Exception {
    var bucket = outputs.get("RenditionsBucket");
    var content = new byte[20 << 20];
    Arrays.fill(content, (byte) 7);
    s3().putObject(it -> it.bucket(bucket).key("public/large"), RequestBody.fromBytes(content));
    var url = https + "/_local/cdn/" + outputs.get("DistributionId") + "/public/large.jpg";
    s3().copyObject(it ->
        it.sourceBucket(bucket)
            .sourceKey("public/large")
            .destinationBucket(bucket)
            .destinationKey("public/large.jpg"));
    var response = client().send(request(url), BodyHandlers.ofByteArray());
    assertThat(response.body()).isEqualTo(content);
  }

  @Test
  void aRenewedCertificateIsLoaded() throws Exception {
    var before = folder.resolve("ca.pem");
    assertThat(get(https + "/_local/health").statusCode()).isEqualTo(200);
    Files.delete(before);
    certify();
    var end = Instant.now().plusSeconds(10);
    while (true) {
      try {
        assertThat(get(https + "/_local/health").statusCode()).isEqualTo(200);
        return;
      } catch (IOException e) {
        if (Instant.now().isAfter(end)) {
          throw e;
        }
        Thread.sleep(200);
      }
    }
  }

  @Test
  @Proves("endpoint-pages")
  void theToolsAreOnlyForThisMachine() throws Exception {
    for (var path :
        Stream.of("mails", "calls", "signing-key", "credentials?role=x")
            .map(it -> "/_local/" + it)
            .toList()) {
      assertThat(get(https + path).statusCode()).as(path).isEqualTo(403);
      assertThat(plain("GET", path, "localhost", "")).as(path).doesNotContain("only programs on");
      assertThat(plain("GET", path, "localhost", "Origin: https://page.example\r\n"))
          .as(path)
          .startsWith("HTTP/1.1 403");
    }
  }

  @Test
  @Proves("endpoint-host")
  void anotherHostNameIsRejected() throws Exception {
    for (var host : new String[] {"localhost:4566", "127.0.0.1", "[::1]:1", "yard.example"}) {
      assertThat(plain("GET", "/_local/health", host, "")).startsWith("HTTP/1.1 200");
    }
    for (var host :
        new String[] {"evil.example", "localhost.evil.example", "motoapi.amazonaws.com", "a:b:c"}) {
      assertThat(plain("GET", "/_local/health", host, "")).startsWith("HTTP/1.1 403");
      assertThat(plain("GET", "/_local/mails", host, "")).startsWith("HTTP/1.1 403");
    }
  }

  /** As {@code ./run --host yard.example} names it. */
  @Test
  @Proves("endpoint-host")
  void aBucketIsInThePathWhateverTheNameOfTheServer() throws Exception {
    store();
    var key = outputs.get("RenditionsBucket") + "/private/a/small.jpg";
    var url = "yard.example:" + emulator.endpoint().getPort();
    try (var presigner =
        S3Presigner.builder()
            .endpointOverride(URI.create("http://" + url))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      var presigned =
          presigner.presignGetObject(it ->
              it.signatureDuration(Duration.ofMinutes(1))
                  .getObjectRequest(get ->
                      get.bucket(outputs.get("RenditionsBucket")).key("private/a/small.jpg")));
      assertThat(presigned.url().getPath()).isEqualTo("/" + key);
      assertThat(plain("GET", presigned.url().getFile(), url, "")).endsWith("an image");
    }
  }

  private static String plain(String method, String path, String host, String header)
      throws IOException {
    try (var socket = new Socket("127.0.0.1", emulator.endpoint().getPort())) {
      var request =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\n"
              + header
              + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static HttpResponse<String> get(String url, String... headers) throws Exception {
    return client().send(request(url, headers), BodyHandlers.ofString());
  }

  private static HttpRequest request(String url, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  private static HttpClient client() throws IOException, GeneralSecurityException {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (var file = Files.newInputStream(folder.resolve("ca.pem"))) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  /** As ./run does. */
  private static void certify() throws Exception {
    var command =
        Emulator.python(
            Repository.root(),
            "-m",
            "launcher.certificates",
            folder.toString(),
            "localhost",
            "local-aws");
    assertThat(command.inheritIO().start().waitFor()).isZero();
  }

  private static void store() {
    s3().putObject(
            it ->
                it.bucket(outputs.get("RenditionsBucket"))
                    .key("private/a/small.jpg")
                    .contentType("image/jpeg"),
            RequestBody.fromString("an image"));
  }

  private static S3Client s3() {
    return S3Client.builder()
        .endpointOverride(emulator.endpoint())
        .forcePathStyle(true)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  private static String cookies(String resource, String addresses) {
    var cookies =
        CloudFrontUtilities.create()
            .getCookiesForCustomPolicy(
                CustomSignerRequest.builder()
                    .resourceUrl(resource)
                    .privateKey(KEY.pair().getPrivate())
                    .keyPairId(outputs.get("CdnKeyPairId"))
                    .expirationDate(Instant.now().plusSeconds(60))
                    .ipRange(addresses)
                    .build());
    return Stream.of(
            cookies.policyHeaderValue(),
            cookies.signatureHeaderValue(),
            cookies.keyPairIdHeaderValue())
        .collect(Collectors.joining("; "));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
