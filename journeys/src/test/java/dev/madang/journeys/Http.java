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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Sends what an app sends: over HTTPS, trusting the local authority, again when nobody answers. */
final class Http {

  private static final Set<Integer> NO_ANSWER = Set.of(502, 503, 504);
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .sslContext(trusting())
          .connectTimeout(Duration.ofSeconds(5))
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  private static final Map<String, Long> EXCHANGED = new ConcurrentHashMap<>();

  private Http() {}

  /** Bodies, both ways, so far. */
  static long bytesExchangedWith(URI host) {
    return EXCHANGED.getOrDefault(host.getAuthority(), 0L);
  }

  static Answer send(HttpRequest request) {
    var attempts = new AtomicInteger();
    return await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> attempt(request, attempts.incrementAndGet()), Optional::isPresent)
        .orElseThrow();
  }

  /** Once, with all that comes back. */
  static HttpResponse<byte[]> exchange(HttpRequest request)
      throws IOException, InterruptedException {
    return CLIENT.send(request, ofByteArray());
  }

  private static Optional<Answer> attempt(HttpRequest request, int attempt)
      throws InterruptedException {
    try {
      var response = CLIENT.send(request, ofByteArray());
      count(request, response.body());
      return Optional.of(new Answer(response.statusCode(), response.body(), attempt))
          .filter(answer -> !NO_ANSWER.contains(answer.status()));
    } catch (IOException nobodyThere) {
      return Optional.empty();
    }
  }

  private static void count(HttpRequest request, byte[] answer) {
    var sent = request.bodyPublisher().map(BodyPublisher::contentLength).orElse(0L);
    EXCHANGED.merge(request.uri().getAuthority(), sent + answer.length, Long::sum);
  }

  static HttpRequest.Builder to(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
  }

  private static SSLContext trusting() {
    try (var authority = Files.newInputStream(Madang.AUTHORITY)) {
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
      throw new UncheckedIOException("Madang does not run here: start it with ./run", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
