package dev.madang.gateway.routing;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides which responses are compressed for clients that accept it. */
final class Compression {

  private static final int MIN_SIZE = 1024;

  private Compression() {}

  /**
   * Over HTTP/2 nothing is compressed. Vert.x 5.0.7 stops compressing at the first response of a
   * connection that must not be compressed, but still labels the later ones {@code gzip}, which no
   * browser can read.
   */
  static void prepare(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.headers().remove(HttpHeaders.ACCEPT_ENCODING);
    }
  }

  /**
   * Compresses text of at least 1 KB, unless the service did it or the response has a strong {@code
   * ETag}, which names exactly these bytes. The server compresses whatever has no {@code
   * Content-Encoding}.
   */
  static void apply(int status, MultiMap headers) {
    if (headers.contains(HttpHeaders.CONTENT_ENCODING)) {
      return;
    }
    if (status == 200
        && isText(headers.get(HttpHeaders.CONTENT_TYPE))
        && isLarge(headers)
        && !hasStrongETag(headers)) {
      headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    } else {
      headers.set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
    }
  }

  private static boolean isText(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    var type = contentType.toLowerCase(Locale.ROOT);
    return !type.startsWith("text/event-stream")
        && (type.startsWith("text/") || type.contains("json") || type.contains("xml"));
  }

  private static boolean isLarge(MultiMap headers) {
    var length = headers.get(HttpHeaders.CONTENT_LENGTH);
    return length == null || length.length() > 4 || Integer.parseInt(length) >= MIN_SIZE;
  }

  private static boolean hasStrongETag(MultiMap headers) {
    var tag = headers.get(HttpHeaders.ETAG);
    return tag != null && !tag.startsWith("W/");
  }
}
