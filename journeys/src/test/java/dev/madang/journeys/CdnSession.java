package dev.madang.journeys;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Access of one device to its user's private renditions on the CDN. */
record CdnSession(String mode, @Nullable URI baseUrl, @Nullable Map<String, String> cookies) {

  /** The cookie jar of a browser: the {@code Cookie} header by the path that it is sent to. */
  private static final Map<String, String> COOKIES = new ConcurrentHashMap<>();

  CdnSession rememberFor(String userId) {
    if (baseUrl != null && cookies != null) {
      cookies.values().forEach(Secrets::remember);
      COOKIES.put(baseUrl + "/private/" + userId + "/", header(cookies));
    }
    return this;
  }

  static String header(Map<String, String> cookies) {
    return cookies.entrySet().stream().map(Object::toString).collect(joining("; "));
  }

  static HttpRequest.Builder withCookies(HttpRequest.Builder request, URI url) {
    cookiesFor(url).ifPresent(cookies -> request.header("Cookie", cookies));
    return request;
  }

  private static Optional<String> cookiesFor(URI url) {
    return COOKIES.entrySet().stream()
        .filter(entry -> url.toString().startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
