package dev.madang.gateway.cache;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Age and freshness lifetime of a response (RFC 9111, 4.2), in milliseconds. */
final class Expiry {

  /** Responses that may be stored without an explicit lifetime (RFC 9110, 15.1), but 206. */
  static final Set<Integer> HEURISTICALLY_CACHEABLE =
      Set.of(200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501);

  private static final long MAX_HEURISTIC = TimeUnit.DAYS.toMillis(1);

  private Expiry() {}

  /** The time at which the response was generated, or received if it does not say. */
  static long date(MultiMap headers, long receivedAt) {
    var date = HttpDate.of(headers, HttpHeaders.DATE);
    return date == HttpDate.INVALID ? receivedAt : date;
  }

  /** The age when it was received. The first value of {@code Age} counts, if it is a number. */
  static long initialAge(MultiMap headers, long requestedAt, long receivedAt) {
    var apparent = Math.max(0, receivedAt - date(headers, receivedAt));
    List<String> ages = headers.getAll("age");
    var first = ages.isEmpty() ? "" : ages.getFirst().split(",", 2)[0].trim();
    var said = TimeUnit.SECONDS.toMillis(CacheControl.number(first, 0));
    return Math.max(apparent, said + Math.max(0, receivedAt - requestedAt));
  }

  /**
   * @param heuristic whether a response that does not say may be fresh for a tenth of the time
   *     since its last change
   * @return 0 if it is never fresh
   */
  static long lifetime(
      ResponseHead head, CacheControl control, long receivedAt, boolean heuristic) {
    var headers = head.headers();
    var seconds = control.seconds("s-maxage");
    if (seconds < 0) {
      seconds = control.seconds("max-age");
    }
    if (seconds >= 0) {
      return TimeUnit.SECONDS.toMillis(seconds);
    }
    var date = date(headers, receivedAt);
    if (headers.contains(HttpHeaders.EXPIRES)) {
      var expires = HttpDate.of(headers, HttpHeaders.EXPIRES);
      return expires == HttpDate.INVALID ? 0 : Math.max(0, expires - date);
    }
    var modified = HttpDate.of(headers, HttpHeaders.LAST_MODIFIED);
    var mayGuess = control.has("public") || HEURISTICALLY_CACHEABLE.contains(head.status());
    return heuristic && mayGuess && modified != HttpDate.INVALID
        ? Math.clamp((date - modified) / 10, 0, MAX_HEURISTIC)
        : 0;
  }
}
