package dev.madang.gateway.routing;

import dev.madang.defaults.budget.RequestBudget;
import dev.madang.defaults.web.ConcurrencyLimitFilter;
import dev.madang.gateway.limits.BodyReader;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which headers pass the gateway. */
final class Headers {

  static final String CLIENT_ADDRESS = "X-Madang-Client-Address";

  /** Our own headers: a client cannot set them. */
  private static final String INTERNAL = "x-madang-";

  /** They concern one connection only (RFC 9110, 7.6.1). */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authentication-info",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings");

  /** The gateway keeps no session and trusts no proxy. */
  private static final Set<String> OF_CLIENTS_ONLY = Set.of("cookie", "forwarded");

  private static final String FORWARDED = "x-forwarded-";

  private static final Set<String> TRANSFER_CODINGS =
      Set.of("chunked", "gzip", "deflate", "compress");

  /** What the gateway says itself (CORS), or what nobody needs to know of a service. */
  private static final Set<String> OF_GATEWAY_ONLY =
      Set.of(
          "access-control-allow-credentials",
          "access-control-allow-headers",
          "access-control-allow-methods",
          "access-control-allow-origin",
          "access-control-expose-headers",
          "access-control-max-age",
          "server",
          "x-powered-by",
          ConcurrencyLimitFilter.OVERLOADED);

  private Headers() {}

  /** Removes from a request what a service must not see. */
  static void toService(MultiMap headers, String clientAddress, Duration responseTimeout) {
    removeNominated(headers);
    var removed = new ArrayList<String>();
    for (var header : headers) {
      if (isNotForServices(header.getKey().toLowerCase(Locale.ROOT))) {
        removed.add(header.getKey());
      }
    }
    removed.forEach(headers::remove);
    if (BodyReader.CONTINUE.equalsIgnoreCase(headers.get(HttpHeaders.EXPECT))) {
      headers.remove(HttpHeaders.EXPECT); // the body is here
    }
    headers.set(CLIENT_ADDRESS, clientAddress);
    headers.set(RequestBudget.HEADER, Long.toString(responseTimeout.toMillis()));
  }

  private static boolean isNotForServices(String name) {
    return HOP_BY_HOP.contains(name)
        || OF_CLIENTS_ONLY.contains(name)
        || name.startsWith(INTERNAL)
        || name.startsWith(FORWARDED);
  }

  /**
   * A coding that is not registered cannot have changed the body, and the proxy rejects it. Others
   * are kept.
   */
  static void removeUnknownCoding(MultiMap headers) {
    List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
    if (!codings.isEmpty() && codings.stream().noneMatch(Headers::hasKnownCoding)) {
      headers.remove(HttpHeaders.TRANSFER_ENCODING);
    }
  }

  private static boolean hasKnownCoding(String list) {
    var codings = list.toLowerCase(Locale.ROOT);
    return TRANSFER_CODINGS.stream().anyMatch(codings::contains);
  }

  /** Removes from a response what a client must not see. */
  static void toClient(MultiMap headers) {
    removeNominated(headers);
    HOP_BY_HOP.forEach(headers::remove);
    OF_GATEWAY_ONLY.forEach(headers::remove);
  }

  /** {@code Connection} may name further headers that concern one connection only. */
  private static void removeNominated(MultiMap headers) {
    List<String> connection = headers.getAll(HttpHeaders.CONNECTION);
    for (var names : connection) {
      for (var name : names.split(",")) {
        headers.remove(name.trim());
      }
    }
  }
}
