package dev.madang.gateway.problem;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;

/** The headers that tell browsers not to guess types and not to frame responses. */
public final class SecurityHeaders {

  private static final CharSequence HSTS = name("strict-transport-security");
  private static final CharSequence ONE_YEAR = name("max-age=31536000 ; includeSubDomains");
  private static final Map<CharSequence, CharSequence> ALWAYS =
      Map.of(
          name("x-content-type-options"), name("nosniff"),
          name("x-frame-options"), name("DENY"),
          name("x-xss-protection"), name("0"));

  private SecurityHeaders() {}

  /** Adds those that are not there. */
  public static void add(MultiMap headers, boolean secure) {
    for (var header : ALWAYS.entrySet()) {
      if (!headers.contains(header.getKey())) {
        headers.add(header.getKey(), header.getValue());
      }
    }
    if (secure && !headers.contains(HSTS)) {
      headers.add(HSTS, ONE_YEAR);
    }
  }

  private static CharSequence name(String value) {
    return HttpHeaders.createOptimized(value);
  }
}
