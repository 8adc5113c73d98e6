package dev.madang.gateway.server;

import static java.util.Objects.requireNonNull;

import dev.madang.gateway.limits.LimitProperties;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/**
 * TLS to clients, who authenticate by token, and mutual TLS to the services, both with the files of
 * one SSL bundle. A renewed file is used for new connections.
 */
@Component
class Tls {

  private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

  private final LimitProperties limits;
  private final @Nullable String name;
  private final SslBundles bundles;

  Tls(ListenProperties listen, LimitProperties limits, SslBundles bundles) {
    this.limits = limits;
    this.name = listen.ssl().enabled() ? requireNonNull(listen.ssl().bundle()) : null;
    this.bundles = bundles;
  }

  void configure(HttpServerOptions server) {
    if (name != null) {
      server
          .setSsl(true)
          .setUseAlpn(true)
          .setSslEngineOptions(engine())
          .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
          .setSslHandshakeTimeout(limits.handshakeTimeout().toMillis())
          .setKeyCertOptions(key(bundles.getBundle(name)));
    }
  }

  void configure(HttpClientOptions services) {
    if (name != null) {
      var bundle = bundles.getBundle(name);
      services
          .setSslEngineOptions(engine())
          .setKeyCertOptions(key(bundle))
          .setTrustOptions(trust(bundle))
          .setVerifyHost(true);
    }
  }

  /** Has an effect only if TLS is on. */
  void onRenewal(Runnable action) {
    if (name != null) {
      bundles.addBundleUpdateHandler(name, _ -> action.run());
    }
  }

  ServerSSLOptions serverOptions() {
    return new ServerSSLOptions()
        .setUseAlpn(true)
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setSslHandshakeTimeout(limits.handshakeTimeout().toMillis())
        .setKeyCertOptions(key(bundles.getBundle(requireNonNull(name))));
  }

  ClientSSLOptions clientOptions() {
    var bundle = bundles.getBundle(requireNonNull(name));
    return new ClientSSLOptions()
        .setHostnameVerificationAlgorithm("HTTPS")
        .setKeyCertOptions(key(bundle))
        .setTrustOptions(trust(bundle));
  }

  /** OpenSSL needs less CPU than the JDK, above all before the JIT has compiled the latter. */
  private static SSLEngineOptions engine() {
    if (OpenSSLEngineOptions.isAvailable()) {
      return new OpenSSLEngineOptions();
    }
    LOG.warn("OpenSSL is not available on this platform: TLS takes more CPU");
    return new JdkSSLEngineOptions();
  }

  private static KeyCertOptions key(SslBundle bundle) {
    return KeyCertOptions.wrap(bundle.getManagers().getKeyManagerFactory());
  }

  private static TrustOptions trust(SslBundle bundle) {
    return TrustOptions.wrap(bundle.getManagers().getTrustManagerFactory());
  }
}
