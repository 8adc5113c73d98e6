package dev.madang.media.delivery;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Who looks at pictures. */
final class Viewer {

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> cookies;

  private Viewer(Map<String, String> cookies) {
    this.cookies = cookies;
  }

  static Viewer withoutCookies() {
    return new Viewer(Map.of());
  }

  static Viewer with(Map<String, String> cookies) {
    return new Viewer(cookies);
  }

  HttpResponse<String> sees(URI url, String... headers) {
    var request = HttpRequest.newBuilder(url);
    if (!cookies.isEmpty()) {
      var all = cookies.entrySet().stream().map(Object::toString).collect(joining("; "));
      request.header("Cookie", all);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }
}
