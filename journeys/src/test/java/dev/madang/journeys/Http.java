package dev.madang.journeys;

import static java.net.http.HttpResponse.BodyHandlers.ofByteArray;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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

  private Http() {}

  static Answer send(HttpRequest request) {
    var attempts = new AtomicInteger();
    return await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> attempt(request, attempts.incrementAndGet()), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<Answer> attempt(HttpRequest request, int attempt)
      throws InterruptedException {
    try {
      var response = CLIENT.send(request, ofByteArray());
      return Optional.of(new Answer(response.statusCode(), response.body(), attempt))
          .filter(answer -> !NO_ANSWER.contains(answer.status()));
    } catch (IOException nobodyThere) {
      return Optional.empty();
    }
  }

  static HttpRequest.Builder to(java.net.URI uri) {
    return HttpRequest.newBuilder(uri).timeout(Duration.of(30, SECONDS.toChronoUnit()));
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
