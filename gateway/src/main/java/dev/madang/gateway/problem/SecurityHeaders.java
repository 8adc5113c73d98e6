package dev.madang.gateway.problem;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/**
 * The headers that tell browsers not to guess types, not to frame or execute responses, to tell
 * nobody their addresses, and to use TLS only.
 */
public final class SecurityHeaders {

  private static final CharSequence HSTS = name("strict-transport-security");
  private static final CharSequence ONE_YEAR = name("max-age=31536000 ; includeSubDomains");
  private static final String LOCALHOST = "localhost";

  /** A page has a policy of its own. */
  private static final Map<CharSequence, CharSequence> ALWAYS =
      Map.of(
          name("content-security-policy"), name("default-src 'none'; frame-ancestors 'none'"),
          name("referrer-policy"), name("no-referrer"),
          name("x-content-type-options"), name("nosniff"),
          name("x-frame-options"), name("DENY"),
          name("x-xss-protection"), name("0"));

  private SecurityHeaders() {}

  /** Adds those that are not there. */
  public static void add(MultiMap headers, HttpServerRequest request) {
    for (var header : ALWAYS.entrySet()) {
      if (!headers.contains(header.getKey())) {
        headers.add(header.getKey(), header.getValue());
      }
    }
    // The service sets it for its own connection.
    if (request.isSSL() && !isLocal(request)) {
      headers.set(HSTS, ONE_YEAR);
    } else {
      headers.remove(HSTS);
    }
  }

  /** A browser would use TLS for all ports of this host, those of other developers' pages too. */
  private static boolean isLocal(HttpServerRequest request) {
    var authority = request.authority();
    return authority != null && LOCALHOST.equalsIgnoreCase(authority.host());
  }

  private static CharSequence name(String value) {
    return HttpHeaders.createOptimized(value);
  }
}
