package dev.madang.media.cdn;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** An HTTP client with or without cookies. */
final class TestViewer {

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> cookies;

  private TestViewer(Map<String, String> cookies) {
    this.cookies = cookies;
  }

  static TestViewer withoutCookies() {
    return new TestViewer(Map.of());
  }

  static TestViewer with(Map<String, String> cookies) {
    return new TestViewer(cookies);
  }

  HttpResponse<String> get(URI url, String... headers) {
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
