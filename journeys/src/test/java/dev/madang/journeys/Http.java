package dev.madang.journeys;

import static java.net.http.HttpResponse.BodyHandlers.ofByteArray;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Sends requests as an app does: trusts the local certificate authority, and retries while a
 * service is unavailable.
 */
final class Http {

  private static final Set<Integer> UNAVAILABLE = Set.of(502, 503, 504);
  private static final Duration TIMEOUT = Duration.ofSeconds(120);
  private static final SSLContext SSL_CONTEXT = trustLocalAuthority();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .sslContext(SSL_CONTEXT)
          .connectTimeout(Duration.ofSeconds(5))
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  private static final ThreadLocal<Map<String, Long>> BYTES = ThreadLocal.withInitial(HashMap::new);

  private Http() {}

  /** The total size of the bodies that this thread has sent to and received from a host. */
  static long bytesExchangedWith(URI host) {
    return BYTES.get().getOrDefault(host.getAuthority(), 0L);
  }

  static Response send(HttpRequest request) {
    var attempts = new AtomicInteger();
    return await()
        .atMost(TIMEOUT)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> attempt(request, attempts.incrementAndGet()), Optional::isPresent)
        .orElseThrow();
  }

  /** Sends it without retries and returns the headers, too. */
  static HttpResponse<byte[]> sendOnce(HttpRequest request)
      throws IOException, InterruptedException {
    return CLIENT.send(request, ofByteArray());
  }

  private static Optional<Response> attempt(HttpRequest request, int attempt)
      throws InterruptedException {
    try {
      var response = CLIENT.send(request, ofByteArray());
      count(request, response.body());
      return Optional.of(new Response(response.statusCode(), response.body(), attempt))
          .filter(it -> !UNAVAILABLE.contains(it.status()));
    } catch (IOException unreachable) {
      return Optional.empty();
    }
  }

  private static void count(HttpRequest request, byte[] received) {
    var sent = request.bodyPublisher().map(BodyPublisher::contentLength).orElse(0L);
    BYTES.get().merge(request.uri().getAuthority(), sent + received.length, Long::sum);
  }

  static HttpRequest.Builder to(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
  }

  static SSLSocketFactory sslSocketFactory() {
    return SSL_CONTEXT.getSocketFactory();
  }

  private static SSLContext trustLocalAuthority() {
    try (var authority = Files.newInputStream(Madang.CA_CERTIFICATE)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(authority));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException("Madang is not running: start it with ./run", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
