package dev.madang.journeys;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A web page of an origin of its own, by HTTPS on localhost like the gateway: a browser sends
 * cookies of the CDN for its images because they belong to the same site.
 */
final class WebPage implements AutoCloseable {

  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "js", "text/javascript", "jpg", "image/jpeg");

  private final HttpsServer server;

  private WebPage(HttpsServer server) {
    this.server = server;
  }

  /** Serves the files of {@code web/}, and the photo at {@code /photo.jpg}. */
  static WebPage with(byte[] photo) throws Exception {
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    // A browser opens connections that it may never use.
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    serve(server, "index.html", resource("index.html"));
    serve(server, "app.js", resource("app.js"));
    serve(server, "photo.jpg", photo);
    server.start();
    return new WebPage(server);
  }

  URI url() {
    return URI.create("https://localhost:%d/index.html".formatted(server.getAddress().getPort()));
  }

  private static byte[] resource(String name) throws IOException {
    try (var file = WebPage.class.getResourceAsStream("/web/" + name)) {
      return Objects.requireNonNull(file).readAllBytes();
    }
  }

  private static void serve(HttpServer server, String name, byte[] content) {
    server.createContext(
        "/" + name,
        exchange -> {
          try (exchange) {
            var type = TYPES.get(name.substring(name.indexOf('.') + 1));
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
          }
        });
  }

  /** With the certificate of the gateway, which is valid for localhost. */
  private static SSLContext context() throws Exception {
    var certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(tls("gateway.pem"))));
    var pem = Files.readString(tls("gateway.key")).replaceAll("-----[A-Z ]+-----|\\s", "");
    var key =
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setKeyEntry("page", key, new char[0], new Certificate[] {certificate});
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static Path tls(String file) {
    return Madang.HOME.resolve("tls").resolve(file);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
