package dev.madang.gateway.server;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where clients reach the gateway, with Boot's names.
 *
 * @param port 0 for any
 * @param address of the interface; all unless set
 */
@ConfigurationProperties("server")
record ListenProperties(
    @DefaultValue("8443") int port, @DefaultValue("0.0.0.0") String address, Ssl ssl) {

  /**
   * @param enabled false for tests only
   * @param bundle the SSL bundle with the certificate for clients
   */
  record Ssl(@DefaultValue("true") boolean enabled, @Nullable String bundle) {}
}
