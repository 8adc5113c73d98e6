package dev.madang.journeys;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;

/** The permission to send one file straight to S3. */
record Upload(String id, Ticket upload) {

  record Ticket(String method, URI url, Map<String, String> headers, Instant expiresAt) {}

  Answer send(byte[] bytes) {
    return send(upload.url(), bytes);
  }

  Answer send(URI url, byte[] bytes) {
    var request = Http.to(url).method(upload.method(), BodyPublishers.ofByteArray(bytes));
    upload.headers().entrySet().stream()
        .filter(header -> !header.getKey().equalsIgnoreCase("content-length")) // Java sends it
        .forEach(header -> request.header(header.getKey(), header.getValue()));
    return Http.send(request.build());
  }

  /** Of the original, in its bucket. */
  String key() {
    return upload.url().getPath().replaceFirst(".*/(private/.*)", "$1");
  }
}
