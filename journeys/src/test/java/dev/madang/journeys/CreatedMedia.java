package dev.madang.journeys;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;

/** A new media item with the presigned request that uploads its original. */
record CreatedMedia(String id, PresignedUpload upload) {

  Response put(byte[] bytes) {
    return upload.put(bytes);
  }

  /** The S3 key of the original. */
  String key() {
    return upload.url().getPath().replaceFirst(".*/(private/.*)", "$1");
  }

  /** A request to S3 that needs no further credentials. */
  record PresignedUpload(String method, URI url, Map<String, String> headers, Instant expiresAt) {

    Response put(byte[] bytes) {
      var request = Http.to(url).method(method, BodyPublishers.ofByteArray(bytes));
      headers.entrySet().stream()
          .filter(header -> !header.getKey().equalsIgnoreCase("content-length")) // set by Java
          .forEach(header -> request.header(header.getKey(), header.getValue()));
      return Http.send(request.build());
    }

    /** The same request to another URL. */
    PresignedUpload at(URI other) {
      return new PresignedUpload(method, other, headers, expiresAt);
    }
  }
}
