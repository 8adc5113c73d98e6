package dev.madang.gateway.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.gateway.StartedGateway;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS to the client, and mutual TLS to the service. */
class TlsTests {

  @TempDir static Path folder;

  private static X509Bundle authority;
  private static Vertx vertx;
  private static HttpServer service;
  private static HttpServer otherHost;
  private static StartedGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    authority =
        new CertificateBuilder()
            .subject("CN=authority")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    Files.writeString(folder.resolve("ca.pem"), authority.getCertificatePEM());
    write("gateway", "CN=gateway-1", "localhost");
    write("service", "CN=service", "localhost");
    write("other", "CN=other", "other.example");
    vertx = Vertx.vertx();
    service = service("service");
    otherHost = service("other");
    gateway =
        new StartedGateway(
            "https://localhost:" + service.actualPort(),
            "MADANG_NOTIFICATION_SERVICE_URL=https://localhost:" + otherHost.actualPort(),
            "MADANG_TLS_CERTIFICATE=" + folder.resolve("gateway.pem"),
            "MADANG_TLS_KEY=" + folder.resolve("gateway.key"),
            "MADANG_TLS_CA=" + folder.resolve("ca.pem"),
            "server.ssl.enabled=true",
            "spring.ssl.bundle.watch.file.quiet-period=100ms",
            "gateway.limits.connection-lifetime=1s",
            "gateway.limits.handshake-timeout=1s",
            "madang.security.public-paths=/v1/shared/*,/v1/notifications");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** It answers with the subject of the gateway's certificate. */
  private static HttpServer service(String name) {
    var options =
        new HttpServerOptions()
            .setSsl(true)
            .setClientAuth(ClientAuth.REQUIRED)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .setCertPath(folder.resolve(name + ".pem").toString())
                    .setKeyPath(folder.resolve(name + ".key").toString()))
            .setTrustOptions(
                new PemTrustOptions().addCertPath(folder.resolve("ca.pem").toString()));
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> {
          var session = request.connection().sslSession();
          request.response().putHeader("Strict-Transport-Security", "max-age=1");
          try {
            request.response().end(session.getPeerPrincipal().getName());
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        })
        .listen(0)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static void write(String name, String subject, String host) throws Exception {
    var bundle =
        new CertificateBuilder().subject(subject).addSanDnsName(host).buildIssuedBy(authority);
    Files.writeString(folder.resolve(name + ".key"), bundle.getPrivateKeyPEM());
    Files.writeString(folder.resolve(name + ".pem"), bundle.getCertificatePEM());
  }

  @Test
  void clientsUseHttp2OrHttp1() throws Exception {
    for (var version : Version.values()) {
      if (version == Version.HTTP_2 || version == Version.HTTP_1_1) {
        var response = get("/v1/shared/x", version);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.version()).isEqualTo(version);
      }
    }
  }

  /** A browser fails if a response is labelled otherwise than it is encoded. */
  @Test
  void responsesOfOneHttp2ConnectionAreReadableForClientsThatAcceptGzip() throws Exception {
    try (var http = client(Version.HTTP_2)) {
      for (var path : List.of("/v1/me", "/v1/shared/x", "/v1/me", "/openapi.json", "/v1/me")) {
        var request = HttpRequest.newBuilder(uri(path)).header("Accept-Encoding", "gzip").build();
        var response = http.send(request, BodyHandlers.ofString());
        assertThat(response.version()).isEqualTo(Version.HTTP_2);
        assertThat(response.headers().firstValue("content-encoding")).as(path).isEmpty();
        assertThat(response.body()).containsPattern("^CN=gateway|^\\{.*}$");
      }
    }
  }

  /** For localhost it would concern the pages of all ports. */
  @Test
  void browsersUseTlsOnlyUnlessTheHostIsLocalhost() throws Exception {
    assertThat(headOf("api.example.com"))
        .contains("strict-transport-security: max-age=31536000 ; includeSubDomains");
    assertThat(headOf("localhost:8443")).doesNotContain("strict-transport-security");
  }

  private static String headOf(String host) throws Exception {
    var tls = context().getSocketFactory();
    try (var socket = tls.createSocket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(10_000);
      StartedGateway.write(
          socket, "GET /v1/shared/x HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      return StartedGateway.readAll(socket);
    }
  }

  @Test
  void bodiesPassOverHttp2WithinTheLimits() throws Exception {
    try (var http = client(Version.HTTP_2)) {
      for (var size : new int[] {1, 60_000, 70_000, 3_000_000}) {
        var request =
            HttpRequest.newBuilder(uri("/v1/shared/x"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[size]))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as("" + size).isEqualTo(size > 65_536 ? 413 : 200);
      }
      assertThat(http.send(HttpRequest.newBuilder(uri("/v1/me")).build(), BodyHandlers.ofString()))
          .satisfies(it -> assertThat(it.statusCode()).isEqualTo(401))
          .satisfies(it -> assertThat(it.body()).contains("missing-token"));
    }
  }

  @Test
  void aServiceWithTheCertificateOfAnotherHostIsNotCalled() throws Exception {
    assertThat(get("/v1/notifications", Version.HTTP_1_1).statusCode()).isEqualTo(503);
  }

  @Test
  void aHandshakeThatDoesNotEndIsCutOff() throws Exception {
    try (var socket = gateway.connect()) {
      assertThat(socket.getInputStream().read()).isNegative();
    }
  }

  @Test
  void renewedCertificatesAreUsedOnBothSides() throws Exception {
    assertThat(get("/v1/shared/x", Version.HTTP_1_1).body()).startsWith("CN=gateway-");
    write("gateway", "CN=gateway-2", "localhost");

    await()
        .atMost(20, SECONDS)
        .untilAsserted(() -> {
          var response = get("/v1/shared/x", Version.HTTP_1_1);
          assertThat(response.body()).isEqualTo("CN=gateway-2");
          var certificate = response.sslSession().orElseThrow().getPeerCertificates()[0];
          assertThat(((X509Certificate) certificate).getSubjectX500Principal().getName())
              .isEqualTo("CN=gateway-2");
        });
  }

  private static HttpResponse<String> get(String path, Version version) throws Exception {
    try (var http = client(version)) {
      return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }
  }

  private static URI uri(String path) {
    return URI.create("https://localhost:" + gateway.port() + path);
  }

  private static HttpClient client(Version version) throws Exception {
    return HttpClient.newBuilder().version(version).sslContext(context()).build();
  }

  private static SSLContext context() throws Exception {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", authority.getCertificate());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
