package dev.madang.gateway.cache;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a request for a representation that the gateway has (RFC 9110, 13). */
public final class Preconditions {

  private Preconditions() {}

  /**
   * Whether the client has the current representation, so that 304 is the answer.
   *
   * @param eTag of the representation
   * @param modifiedAt when it was last changed, in milliseconds since 1970
   */
  public static boolean isNotModified(MultiMap request, @Nullable String eTag, long modifiedAt) {
    List<String> tags = request.getAll(HttpHeaders.IF_NONE_MATCH);
    if (!tags.isEmpty()) {
      return matchesAny(String.join(",", tags), eTag);
    }
    var since = HttpDate.of(request, HttpHeaders.IF_MODIFIED_SINCE);
    return since != HttpDate.INVALID && modifiedAt <= since;
  }

  /**
   * A tag cannot be distinguished from the list around it without its quotes, which may enclose
   * commas.
   */
  private static boolean matchesAny(String list, @Nullable String eTag) {
    if (list.trim().equals("*")) {
      return true;
    }
    if (eTag == null) {
      return false;
    }
    var wanted = opaque(eTag);
    for (var at = list.indexOf(wanted); at >= 0; at = list.indexOf(wanted, at + 1)) {
      var end = at + wanted.length();
      if (isStart(list, at) && (end == list.length() || ", \t".indexOf(list.charAt(end)) >= 0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isStart(String list, int at) {
    var start = list.startsWith("W/", Math.max(0, at - 2)) && at >= 2 ? at - 2 : at;
    return start == 0 || ", \t".indexOf(list.charAt(start - 1)) >= 0;
  }

  /** Whether a range may be taken from this representation: the tag must be the same and strong. */
  static boolean permitsRange(MultiMap request, @Nullable String eTag, @Nullable String modified) {
    var condition = request.get(HttpHeaderNames.IF_RANGE);
    if (condition == null) {
      return true;
    }
    return condition.startsWith("\"")
        ? condition.equals(eTag)
        : !condition.startsWith("W/") && condition.equals(modified);
  }

  private static String opaque(String eTag) {
    return eTag.startsWith("W/") ? eTag.substring(2) : eTag;
  }
}
