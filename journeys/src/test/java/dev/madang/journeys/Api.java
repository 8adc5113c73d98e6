package dev.madang.journeys;

import static java.net.http.HttpRequest.BodyPublishers.ofString;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** The REST API at the gateway, called with a token or without. */
record Api(Optional<String> token) {

  private static final JsonMapper JSON = new JsonMapper();

  static Api withoutToken() {
    return new Api(Optional.empty());
  }

  static Api with(String token) {
    return new Api(Optional.of(Secrets.keep(token)));
  }

  Answer get(String path) {
    return Http.send(request(path).build());
  }

  Answer post(String path, Object body) {
    return Http.send(json(path, body).build());
  }

  Answer put(String path, Object body) {
    return Http.send(json(path, body).PUT(ofString(JSON.writeValueAsString(body))).build());
  }

  Answer delete(String path) {
    return Http.send(request(path).DELETE().build());
  }

  /** For {@link #change}. */
  String etag(String path) {
    try {
      var response = Http.exchange(request(path).build());
      return response.headers().firstValue("etag").orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Changes what still has this ETag. */
  Answer change(String path, String etag, Object body) {
    return Http.send(
        json(path, body)
            .header("If-Match", etag)
            .method("PATCH", ofString(JSON.writeValueAsString(body)))
            .build());
  }

  Answer importing(String path, String csv) {
    return Http.send(request(path).header("Content-Type", "text/csv").POST(ofString(csv)).build());
  }

  /** Posts under a key of its own: asked again, it is still asked once. */
  Answer create(String path, Object body) {
    return Http.send(
        json(path, body).header("Idempotency-Key", UUID.randomUUID().toString()).build());
  }

  private HttpRequest.Builder json(String path, Object body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(ofString(JSON.writeValueAsString(body)));
  }

  HttpRequest.Builder asking(String path) {
    return request(path);
  }

  private HttpRequest.Builder request(String path) {
    var request = Http.to(Madang.GATEWAY.resolve(path)).header("Accept", "application/json, */*");
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return request;
  }
}
