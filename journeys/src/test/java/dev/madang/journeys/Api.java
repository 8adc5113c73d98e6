package dev.madang.journeys;

import static java.net.http.HttpRequest.BodyPublishers.ofString;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** The REST API at the gateway, called with or without an access token. */
record Api(Optional<String> token) {

  private static final JsonMapper JSON = new JsonMapper();

  static Api withoutToken() {
    return new Api(Optional.empty());
  }

  static Api withToken(String token) {
    return new Api(Optional.of(Secrets.remember(token)));
  }

  Response get(String path) {
    return Http.send(request(path).build());
  }

  Response post(String path, Object body) {
    return Http.send(json(path, body).build());
  }

  Response put(String path, Object body) {
    return Http.send(json(path, body).PUT(ofString(JSON.writeValueAsString(body))).build());
  }

  Response delete(String path) {
    return Http.send(request(path).DELETE().build());
  }

  /** The current ETag of a resource, for {@link #patch}. */
  String etag(String path) {
    try {
      var response = Http.sendOnce(request(path).build());
      return response.headers().firstValue("etag").orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Updates the resource if it still has this ETag. */
  Response patch(String path, String etag, Object body) {
    return Http.send(
        json(path, body)
            .header("If-Match", etag)
            .method("PATCH", ofString(JSON.writeValueAsString(body)))
            .build());
  }

  Response postCsv(String path, String csv) {
    return Http.send(request(path).header("Content-Type", "text/csv").POST(ofString(csv)).build());
  }

  /** Posts with a new {@code Idempotency-Key}, so that a retry has no second effect. */
  Response postIdempotently(String path, Object body) {
    return Http.send(
        json(path, body).header("Idempotency-Key", UUID.randomUUID().toString()).build());
  }

  private HttpRequest.Builder json(String path, Object body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(ofString(JSON.writeValueAsString(body)));
  }

  HttpRequest.Builder request(String path) {
    var request = Http.to(Madang.GATEWAY.resolve(path)).header("Accept", "application/json, */*");
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return request;
  }
}
