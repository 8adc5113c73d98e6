package dev.madang.gateway.cache;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One range of bytes of a complete body (RFC 9110, 14).
 *
 * @param start of the first byte; the size of the body or more if the range is not satisfiable
 * @param end after the last byte
 */
record ByteRange(int start, int end) {

  /**
   * @return {@code null} if the whole body is the answer: without a range, for several ranges, and
   *     for what is no range of bytes
   */
  static @Nullable ByteRange of(MultiMap request, int size) {
    List<String> values = request.getAll(HttpHeaderNames.RANGE);
    if (values.size() != 1 || !values.getFirst().regionMatches(true, 0, "bytes=", 0, 6)) {
      return null;
    }
    var range = values.getFirst().substring(6).trim();
    var dash = range.indexOf('-');
    if (dash < 0) {
      return null;
    }
    var first = CacheControl.number(range.substring(0, dash).trim(), -1);
    var last = CacheControl.number(range.substring(dash + 1).trim(), -1);
    var isSuffix = dash == 0;
    var isOpen = dash == range.length() - 1;
    if (first < 0 && !isSuffix || last < 0 && !isOpen || isSuffix && isOpen) {
      return null;
    }
    if (isSuffix) {
      return last == 0
          ? new ByteRange(size, size)
          : new ByteRange((int) Math.max(0, size - last), size);
    }
    if (!isOpen && last < first) {
      return null;
    }
    var end = isOpen ? size : Math.min(size, last + 1);
    return first >= size ? new ByteRange(size, size) : new ByteRange((int) first, (int) end);
  }

  boolean isSatisfiable(int size) {
    return start < size;
  }
}
