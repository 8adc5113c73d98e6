package dev.madang.journeys;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the API gives a device, so that the CDN shows it the user's own pictures. */
record MediaSession(String mode, @Nullable URI baseUrl, @Nullable Map<String, String> cookies) {

  /** As a browser keeps them: by the address of the folder that they are sent to. */
  private static final Map<String, String> KEPT = new ConcurrentHashMap<>();

  MediaSession keptFor(String owner) {
    if (baseUrl != null && cookies != null) {
      cookies.values().forEach(Secrets::keep);
      KEPT.put(baseUrl + "/private/" + owner + "/", header(cookies));
    }
    return this;
  }

  static String header(Map<String, String> cookies) {
    return cookies.entrySet().stream().map(Object::toString).collect(joining("; "));
  }

  static HttpRequest.Builder with(HttpRequest.Builder request, URI url) {
    folderOf(url).ifPresent(folder -> request.header("Cookie", folder));
    return request;
  }

  private static Optional<String> folderOf(URI url) {
    return KEPT.entrySet().stream()
        .filter(kept -> url.toString().startsWith(kept.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
