package dev.madang.gateway.cache;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a stored response answers to one request.
 *
 * @param status of the stored response; or 304, 206 or 416 if the request asks for it
 * @param reason the text after the status
 * @param headers to be copied, since other answers have them too
 * @param age in seconds
 * @param contentRange of 206 and 416
 * @param body the part that the request asks for; empty for 304 and 416
 */
public record CachedAnswer(
    int status,
    @Nullable String reason,
    MultiMap headers,
    long age,
    @Nullable String contentRange,
    Buffer body) {

  private static final Buffer EMPTY = Buffer.buffer();

  static CachedAnswer of(StoredResponse stored, MultiMap request, long now) {
    var age = TimeUnit.MILLISECONDS.toSeconds(stored.age(now));
    var isSuccess = stored.status() >= 200 && stored.status() < 300;
    if (isSuccess && isConditional(request) && isNotModified(stored, request)) {
      return new CachedAnswer(304, null, withoutContent(stored), age, null, EMPTY);
    }
    var body = stored.body();
    var range = stored.status() == 200 ? range(stored, request) : null;
    if (range == null) {
      return new CachedAnswer(stored.status(), stored.reason(), stored.headers(), age, null, body);
    }
    if (!range.isSatisfiable(body.length())) {
      return new CachedAnswer(
          416, null, withoutContent(stored), age, "bytes */" + body.length(), EMPTY);
    }
    var text = "bytes " + range.start() + "-" + (range.end() - 1) + "/" + body.length();
    return new CachedAnswer(
        206, null, stored.headers(), age, text, body.slice(range.start(), range.end()));
  }

  private static boolean isConditional(MultiMap request) {
    return request.contains(HttpHeaders.IF_NONE_MATCH)
        || request.contains(HttpHeaders.IF_MODIFIED_SINCE);
  }

  private static boolean isNotModified(StoredResponse stored, MultiMap request) {
    var modified = HttpDate.of(stored.headers(), HttpHeaders.LAST_MODIFIED);
    return Preconditions.isNotModified(
        request, stored.eTag(), modified == HttpDate.INVALID ? stored.date() : modified);
  }

  private static @Nullable ByteRange range(StoredResponse stored, MultiMap request) {
    return request.contains(HttpHeaderNames.RANGE)
            && Preconditions.permitsRange(request, stored.eTag(), stored.lastModified())
        ? ByteRange.of(request, stored.body().length())
        : null;
  }

  /** Without the headers that describe a body. */
  private static MultiMap withoutContent(StoredResponse stored) {
    var headers = MultiMap.caseInsensitiveMultiMap();
    for (var header : stored.headers()) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      var isAboutBody =
          name.equals("content-type")
              || name.equals("content-encoding")
              || name.equals("content-language")
              || name.equals("content-range");
      if (!isAboutBody) {
        headers.add(header.getKey(), header.getValue());
      }
    }
    return headers;
  }
}
