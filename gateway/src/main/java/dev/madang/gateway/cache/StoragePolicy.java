package dev.madang.gateway.cache;

import dev.madang.gateway.cache.CacheProperties.Storage;
import dev.madang.gateway.limits.EventStream;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * Decides whether a response to GET is stored (RFC 9111, 3).
 *
 * @param storage how much of what the RFC permits
 */
record StoragePolicy(Storage storage) {

  /** Whether a lifetime may be guessed. */
  boolean isHeuristic() {
    return storage == Storage.RFC_9111;
  }

  boolean mayStore(MultiMap request, ResponseHead response) {
    var headers = response.headers();
    var control = CacheControl.of(headers);
    return isComplete(response.status())
        && !CacheControl.of(request).has("no-store")
        && !forbids(control, response.status())
        && !control.has("private")
        && permits(response, control)
        && (storage == Storage.RFC_9111 || isPublic(headers, control))
        && (!request.contains(HttpHeaders.AUTHORIZATION) || isForAuthorized(control))
        && !Selection.isUnknowable(headers)
        && !EventStream.is(headers);
  }

  /** Neither interim nor partial, nor about what the client has. */
  private static boolean isComplete(int status) {
    return status >= 200 && status != 206 && status != 304;
  }

  /** A cache that understands the status and {@code must-understand} ignores {@code no-store}. */
  private static boolean forbids(CacheControl control, int status) {
    return control.has("must-understand")
        ? !Expiry.HEURISTICALLY_CACHEABLE.contains(status)
        : control.has("no-store");
  }

  private static boolean permits(ResponseHead response, CacheControl control) {
    return control.has("public")
        || control.has("max-age")
        || control.has("s-maxage")
        || response.headers().contains(HttpHeaders.EXPIRES)
        || Expiry.HEURISTICALLY_CACHEABLE.contains(response.status());
  }

  private static boolean isPublic(MultiMap headers, CacheControl control) {
    return control.has("public") && !control.has("no-store") && !headers.contains("set-cookie");
  }

  private static boolean isForAuthorized(CacheControl control) {
    return control.has("public") || control.has("s-maxage") || control.has("must-revalidate");
  }
}
