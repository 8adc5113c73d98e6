package dev.madang.gateway.limits;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** A response of server-sent events, which has no end. */
public final class EventStream {

  private static final String TYPE = "text/event-stream";

  private EventStream() {}

  public static boolean is(MultiMap responseHeaders) {
    var type = responseHeaders.get(HttpHeaders.CONTENT_TYPE);
    return type != null && type.regionMatches(true, 0, TYPE, 0, TYPE.length());
  }
}
