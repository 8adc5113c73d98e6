package dev.madang.gateway.cache;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The request headers that selected a response, which its {@code Vary} names.
 *
 * @param names in lower case and in order
 * @param values of the request that fetched it; a missing header has an empty value
 */
record Selection(List<String> names, List<String> values) {

  private static final Selection NONE = new Selection(List.of(), List.of());

  /** Their values have no meaning in upper or lower case. */
  private static final Set<String> CASE_INSENSITIVE =
      Set.of("accept", "accept-charset", "accept-encoding", "accept-language");

  static Selection of(MultiMap response, MultiMap request) {
    var names = names(response);
    return names.isEmpty() ? NONE : new Selection(names, values(names, request));
  }

  private static List<String> names(MultiMap response) {
    List<String> values = response.getAll(HttpHeaders.VARY);
    if (values.isEmpty()) {
      return List.of();
    }
    return CacheControl.members(String.join(",", values).toLowerCase(Locale.ROOT)).stream()
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Whether no request may get this response again. That is so for {@code *}, and for headers that
   * the gateway sets: the client's value is not what the service has seen.
   */
  static boolean isUnknowable(MultiMap response) {
    return names(response).stream()
        .anyMatch(it ->
            it.equals("*")
                || it.equals("x-request-id")
                || it.startsWith("x-madang-")
                || it.startsWith("trace"));
  }

  boolean matches(MultiMap request) {
    return names.isEmpty() || values.equals(values(names, request));
  }

  /** What a request has for the same names. */
  Selection select(MultiMap request) {
    return names.isEmpty() ? this : new Selection(names, values(names, request));
  }

  private static List<String> values(List<String> names, MultiMap request) {
    var values = new ArrayList<String>(names.size());
    for (var name : names) {
      values.add(normalized(name, request.getAll(name)));
    }
    return values;
  }

  private static String normalized(String name, List<String> lines) {
    if (lines.isEmpty()) {
      return "";
    }
    var value = String.join(",", CacheControl.members(String.join(",", lines)));
    return CASE_INSENSITIVE.contains(name) ? value.toLowerCase(Locale.ROOT) : value;
  }
}
