package dev.madang.gateway.limits;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** Sends a body that is in memory for many clients. */
public final class BodyWriter {

  private static final int PART = 16 * 1024;

  private BodyWriter() {}

  /** Ends the response. A slow client holds one encrypted part of the body at a time. */
  public static Future<Void> write(HttpServerResponse response, Buffer body) {
    return write(response, body, 0);
  }

  private static Future<Void> write(HttpServerResponse response, Buffer body, int from) {
    var to = Math.min(body.length(), from + PART);
    var part = from == 0 && to == body.length() ? body : body.slice(from, to);
    return to == body.length()
        ? response.end(part)
        : response.write(part).compose(_ -> write(response, body, to));
  }
}
