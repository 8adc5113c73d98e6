package dev.madang.gateway.cache;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The directives of the {@code Cache-Control} headers of a request or response. What is not valid
 * is understood in the way that stores less and revalidates more: an invalid number is 0, and of
 * several the smallest counts.
 */
final class CacheControl {

  private static final long MAX_SECONDS = 1L << 31;
  private static final CacheControl NONE = new CacheControl(Map.of());

  private final Map<String, String> directives;

  private CacheControl(Map<String, String> directives) {
    this.directives = directives;
  }

  static CacheControl of(MultiMap headers) {
    List<String> values = headers.getAll(HttpHeaders.CACHE_CONTROL);
    if (values.isEmpty()) {
      return NONE;
    }
    var directives = new HashMap<String, String>();
    for (var value : values) {
      new Parser(value).parseInto(directives);
    }
    return new CacheControl(directives);
  }

  boolean has(String directive) {
    return directives.containsKey(directive);
  }

  /** Without the names of headers: {@code no-cache="a"} concerns only the header a. */
  boolean hasNoCache() {
    var fields = directives.get("no-cache");
    return fields != null && fields.isEmpty();
  }

  /** The headers that need revalidation before they are used again, in lower case. */
  List<String> noCacheFields() {
    var fields = directives.get("no-cache");
    return fields == null ? List.of() : members(fields.toLowerCase(Locale.ROOT));
  }

  /**
   * @return a number of seconds, at most 2^31; -1 if the directive is absent
   */
  long seconds(String directive) {
    var value = directives.get(directive);
    return value == null ? -1 : number(value, 0);
  }

  /**
   * @param otherwise the result if the value does not consist of digits
   */
  static long number(String value, long otherwise) {
    if (value.isEmpty() || !value.chars().allMatch(it -> it >= '0' && it <= '9')) {
      return otherwise;
    }
    var start = 0;
    while (start < value.length() - 1 && value.charAt(start) == '0') {
      start++;
    }
    return value.length() - start > 10
        ? MAX_SECONDS
        : Math.min(MAX_SECONDS, Long.parseLong(value.substring(start)));
  }

  /** The members of a comma-separated list, without the empty ones. */
  static List<String> members(String list) {
    var members = new ArrayList<String>(4);
    for (var from = 0; from <= list.length(); ) {
      var comma = list.indexOf(',', from);
      var to = comma < 0 ? list.length() : comma;
      var member = list.substring(from, to).trim();
      if (!member.isEmpty()) {
        members.add(member);
      }
      from = to + 1;
    }
    return members;
  }

  /** Reads {@code name}, {@code name=token} and {@code name="quoted string"}. */
  private static final class Parser {

    private final String text;
    private int at;

    private Parser(String text) {
      this.text = text;
    }

    private void parseInto(Map<String, String> directives) {
      while (at < text.length()) {
        var name = until(",=").trim().toLowerCase(Locale.ROOT);
        var value = "";
        if (at < text.length() && text.charAt(at) == '=') {
          at++;
          value = value();
        }
        if (!name.isEmpty()) {
          directives.merge(name, value, (one, other) -> stricter(name, one, other));
        }
        until(",");
        at++;
      }
    }

    private String value() {
      if (at < text.length() && text.charAt(at) == '"') {
        return quoted();
      }
      return until(",").stripTrailing();
    }

    private String quoted() {
      var value = new StringBuilder();
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at));
      }
      return value.toString();
    }

    private String until(String ends) {
      var start = at;
      while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    private static String stricter(String name, String one, String other) {
      return switch (name) {
        case "no-cache", "private" -> one.isEmpty() || other.isEmpty() ? "" : one + "," + other;
        default -> number(one, 0) <= number(other, 0) ? one : other;
      };
    }
  }
}
